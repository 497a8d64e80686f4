/* Draws a chart from an option in JSON; var(--name) in it stands for the page's own colour. */
(function () {
  const coloured = (host, json) => {
    const style = getComputedStyle(host);
    const probe = document.createElement('span');
    host.appendChild(probe);
    const text = json.replace(/var\((--[a-z0-9-]+)\)/g, (all, name) => {
      probe.style.color = 'var(' + name + ')';
      return getComputedStyle(probe).color || style.getPropertyValue(name).trim();
    });
    probe.remove();
    return JSON.parse(text);
  };
  window.gridfareChart = (host, json) => {
    host.gridfareOption = json;
    const start = () => {
      if (!window.echarts || !host.isConnected) { return; }
      const chart = window.echarts.getInstanceByDom(host) || window.echarts.init(host, null, { renderer: 'svg' });
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      chart.setOption(Object.assign({ animation: !still, animationDuration: 140 }, coloured(host, host.gridfareOption)), true);
      if (!host.gridfareWatching) {
        host.gridfareWatching = true;
        new ResizeObserver(() => chart.resize()).observe(host);
        new MutationObserver(start).observe(document.documentElement, { attributes: true, attributeFilter: ['theme'] });
      }
    };
    start();
  };
})();
