package gridfare.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A person at the portal, in a browser of their own. The only one who waits: pages ask it to.
final class Session implements AutoCloseable {

    /// The first login after a server's start warms everything up.
    private static final Duration FIRST_PAGE = Duration.ofSeconds(90);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
                "--lang=en-US");
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of(onPath("chromedriver")).toFile())
                        .usingAnyFreePort()
                        .build();
        ChromeDriver browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(new Dimension(1440, 1000));
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

    void resize(int width) {
        browser.manage().window().setSize(new Dimension(width, 1000));
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

    /// Keeps a picture for people to look at.
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.quit();
    }
}
