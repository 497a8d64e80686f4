package gridfare.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A person at the portal, in a browser of their own. The only one who waits: pages ask it to.
final class Session implements AutoCloseable {

    /// The first login after a server's start warms everything up.
    private static final Duration FIRST_PAGE = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WINDOW_PX = 1000;

    /// What is left of the window inside its frame, about: further down no click arrives.
    private static final int HEIGHT_PX = 850;

    private static final int TALLEST_PX = 4000;
    private static final Path PICTURES = Path.of("target", "screens");

    private final ChromeDriver browser;
    private final String portal;

    private Session(ChromeDriver browser, String portal) {
        this.browser = browser;
        this.portal = portal;
    }

    static Session signedInAs(World world, String user) {
        Session session = new Session(open(), world.stack().webUrl().toString());
        try {
            session.go("/");
            session.awaitFor(FIRST_PAGE, By.id("username")).sendKeys(user);
            session.find(By.id("password")).sendKeys("gridfare");
            session.find(By.id("kc-login")).click();
            session.awaitFor(FIRST_PAGE, By.cssSelector(".gf-menu"));
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static ChromeDriver open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--force-prefers-reduced-motion",
                "--lang=en-US");
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of(onPath("chromedriver")).toFile())
                        .usingAnyFreePort()
                        .build();
        ChromeDriver browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(new Dimension(1440, WINDOW_PX));
        return browser;
    }

    private static String onPath(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new IllegalStateException(
                program
                        + " is not on the path. On Debian: apt-get install chromium chromium-driver");
    }

    ChromeDriver browser() {
        return browser;
    }

    void go(String path) {
        browser.get(portal + path);
    }

    /// From the next page on.
    void read(Look.Language language) {
        browser.manage().addCookie(new Cookie("gridfare-language", language.tag(), "/"));
    }

    /// Shows the page at hand in another theme and width, and waits until nothing moves.
    void wear(Look.Theme theme, int widthPx) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        widthPx,
                        "height",
                        HEIGHT_PX,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
        browser.executeScript("gridfareTheme(arguments[0])", theme.word());
        rest();
    }

    private void size(int widthPx, int heightPx) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        widthPx,
                        "height",
                        heightPx,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
    }

    /// Until two frames were drawn and no transition runs.
    void rest() {
        await(
                "the page to rest",
                driver ->
                        Boolean.TRUE.equals(
                                driver.executeAsyncScript(
                                        """
                                        const done = arguments[0];
                                        requestAnimationFrame(() => requestAnimationFrame(() => done(
                                          document.getAnimations().every(one => one.playState !== 'running'))));
                                        """)));
    }

    /// What sticks out of the window on the right, and is not inside something that scrolls.
    String sticksOut() {
        return String.valueOf(
                browser.executeScript(
                        """
                        const wide = document.documentElement.clientWidth;
                        const out = [];
                        const scrolls = one => {
                          for (let up = one.parentElement; up && up.localName !== 'vaadin-app-layout'; up = up.parentElement) {
                            if (getComputedStyle(up).overflowX !== 'visible') return true;
                          }
                          return false;
                        };
                        for (const one of document.querySelectorAll('.gf-page, .gf-page *, .gf-bar *')) {
                          const box = one.getBoundingClientRect();
                          if (box.width > 1 && box.right > wide + 1 && !scrolls(one)) {
                            out.push(one.localName + '.' + one.className + ' to ' + Math.round(box.right));
                          }
                        }
                        return out.slice(0, 5).join('; ');
                        """));
    }

    /// Presses keys, as someone without a mouse does.
    void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    WebElement find(By by) {
        return awaitFor(PATIENCE, by);
    }

    /// Clicks what may be drawn anew while it is being clicked.
    void click(By by) {
        await(
                "to click " + by,
                driver -> {
                    WebElement element = driver.findElement(by);
                    element.click();
                    return element;
                });
    }

    List<WebElement> all(By by) {
        return browser.findElements(by);
    }

    /// What the cells of each row say.
    List<List<String>> rows(By row) {
        return all(row).stream()
                .map(one ->
                        one.findElements(By.tagName("td")).stream()
                                .map(WebElement::getText)
                                .toList())
                .toList();
    }

    /// All that can be read on the page.
    String text() {
        return find(By.cssSelector(".gf-page")).getText();
    }

    /// What stands in the first field that `selector` names.
    String valueOf(String selector) {
        return String.valueOf(find(By.cssSelector(selector)).getDomProperty("value"));
    }

    /// Whether the tab remembers a half-filled request.
    boolean keepsADraft() {
        return Boolean.TRUE.equals(
                browser.executeScript(
                        "return Object.keys(sessionStorage).some(key => key.startsWith('gridfare-request'))"));
    }

    boolean has(By by) {
        return !browser.findElements(by).isEmpty();
    }

    /// Until `condition` gives something that is neither null nor false.
    <T> T await(String what, Function<ChromeDriver, @Nullable T> condition) {
        return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(100))
                .ignoring(NoSuchElementException.class, StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.ElementClickInterceptedException.class)
                .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
                .withMessage(() -> what + " at " + browser.getCurrentUrl())
                .until(driver -> condition.apply(browser));
    }

    private WebElement awaitFor(Duration patience, By by) {
        return new WebDriverWait(browser, patience, Duration.ofMillis(100))
                .ignoring(NoSuchElementException.class)
                .withMessage(() -> by + " at " + browser.getCurrentUrl())
                .until(driver -> driver.findElement(by));
    }

    /// Marks the page, so that a reload can be told.
    void mark() {
        ((JavascriptExecutor) browser).executeScript("window.gridfareJourney = true");
    }

    boolean isMarked() {
        return Optional.ofNullable(
                        ((JavascriptExecutor) browser)
                                .executeScript("return window.gridfareJourney === true"))
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    /// Keeps a picture of the whole page, also of what lies below the window.
    void wholePicture(String name, int widthPx) {
        Object needed =
                Objects.requireNonNull(
                        browser.executeScript(
                                """
                                const page = document.querySelector('.gf-page');
                                return Math.ceil(page.getBoundingClientRect().top + page.scrollHeight);
                                """));
        int height = Math.clamp(((Number) needed).intValue(), HEIGHT_PX, TALLEST_PX);
        size(widthPx, height);
        rest();
        picture(name);
        size(widthPx, HEIGHT_PX);
    }

    /// Keeps a picture for people to look at.
    void picture(String name) {
        keep(name, browser.getScreenshotAs(OutputType.BYTES));
    }

    /// Keeps lines beside the pictures.
    static void note(String name, List<String> lines) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the page says that it is written in.
    String language() {
        return String.valueOf(browser.executeScript("return document.documentElement.lang"));
    }

    private static void keep(String name, byte[] png) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.quit();
    }
}
