package gridfare.stack;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/// What `./gridfare` does, but for building and finding a JDK, which the script does before.
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_ALL_RUN = 3;

    private final Screen screen;
    private final Running running;

    private Main(Screen screen, Running running) {
        this.screen = screen;
        this.running = running;
    }

    public static void main(String[] words) {
        Screen screen = new Screen(System.out, System.getenv("GRIDFARE_COLOUR") != null);
        try {
            Map<String, String> environment = new HashMap<>(System.getenv());
            List<String> left = new ArrayList<>(List.of(words));
            Ports.takeOptions(left, environment);
            Running running = Running.at(Artifacts.checkout(), environment);
            System.exit(new Main(screen, running).run(left));
        } catch (StackFailure e) {
            System.out.flush();
            System.err.println(screen.bad(String.valueOf(e.getMessage())));
            System.exit(FAILED);
        }
    }

    private int run(List<String> words) {
        String command = words.isEmpty() ? "help" : words.removeFirst();
        return switch (command) {
            case "up" -> up();
            case "down" -> down();
            case "status" -> status();
            case "logs" -> logs(words);
            case "reset" -> reset(words);
            case "clock" -> clock(words);
            case "replay" -> replay(words);
            default -> {
                System.err.println("No command " + command + ". See: ./gridfare help");
                yield MISUSED;
            }
        };
    }

    private int up() {
        long before = System.nanoTime();
        Stack stack = running.stack();
        running.remember();
        stack.start(screen);
        screen.line("");
        screen.line(
                screen.good("Ready")
                        + " after "
                        + Screen.seconds(Duration.ofNanos(System.nanoTime() - before))
                        + ".");
        screen.line("");
        screen.pair("Portal", stack.webUrl().toString());
        screen.pair(
                "REST", stack.webUrl() + "/api/v1, described at " + stack.webUrl() + "/openapi");
        screen.pair(
                "Keycloak",
                "%s/admin (admin, password %s)"
                        .formatted(stack.keycloakUrl(), stack.keycloak().administratorPassword()));
        screen.pair("Sandbox", stack.controlUrl() + " (control)");
        screen.pair("Database", stack.jdbcUrl());
        screen.line("");
        screen.line("Demonstration accounts, password gridfare:");
        screen.pair("buyer", "Lin Mei, owner of Linghe Vision");
        screen.pair("provider", "Zhang Wei, owner of Elastic Compute Grid");
        screen.pair("operator", "Anna Berg, runs the broker");
        screen.line("");
        screen.line("./gridfare down stops it, ./gridfare help says what else there is.");
        return 0;
    }

    private int down() {
        Stack stack = running.stack();
        boolean any = false;
        for (Part part : stack.parts().reversed()) {
            if (part.running()) {
                any = true;
                long before = System.nanoTime();
                part.stop();
                screen.done(part.name(), Duration.ofNanos(System.nanoTime() - before), "stopped");
            }
        }
        if (!any) {
            screen.line("Nothing runs.");
        }
        return 0;
    }

    private int status() {
        int code = 0;
        for (Part part : running.stack().parts()) {
            String state;
            if (!part.running()) {
                state = screen.bad("stopped");
                code = NOT_ALL_RUN;
            } else if (!part.answers()) {
                state = screen.bad("runs, does not answer");
                code = NOT_ALL_RUN;
            } else {
                state = screen.good("runs") + (part.outdated() ? ", a newer build is there" : "");
            }
            String process = part.daemon().process().map(p -> "  process " + p.pid()).orElse("");
            screen.pair(part.name(), "%s  %s%s".formatted(state, part.address(), process));
        }
        return code;
    }

    private int logs(List<String> words) {
        boolean follow = words.removeIf(word -> word.equals("-f") || word.equals("--follow"));
        Stack stack = running.stack();
        if (words.isEmpty()) {
            screen.line("./gridfare logs PART [-f], where PART is one of:");
            stack.parts().forEach(part -> screen.pair(part.id(), part.log().toString()));
            return 0;
        }
        String id = words.getFirst();
        Part part = stack.part(id).orElseThrow(() -> new StackFailure("No part " + id + "."));
        if (!Files.exists(part.log())) {
            throw new StackFailure(part.name() + " has written no log yet.");
        }
        List<String> tail = new ArrayList<>(List.of("tail", "-n", "200"));
        if (follow) {
            tail.add("-F");
        }
        tail.add(part.log().toString());
        return execute(tail, Map.of());
    }

    private int reset(List<String> words) {
        Stack stack = running.stack();
        if (!words.contains("--yes")) {
            System.out.print(
                    "This stops everything and deletes the database, accounts, sandbox and logs in"
                            + " .gridfare. Go on? [y/N] ");
            System.out.flush();
            Scanner keyboard = new Scanner(System.in, Charset.defaultCharset());
            if (!keyboard.hasNextLine() || !keyboard.nextLine().strip().equalsIgnoreCase("y")) {
                screen.line("Nothing was deleted.");
                return FAILED;
            }
        }
        stack.stop();
        stack.delete();
        screen.line("All is as after the first clone; ./gridfare up begins anew.");
        return 0;
    }

    private int clock(List<String> words) {
        Clockwork clock = new Clockwork(running.stack());
        String verb = words.isEmpty() ? "show" : words.getFirst();
        if (verb.equals("advance") && words.size() == 2) {
            screen.line(clock.advance(Durations.parse(words.get(1))));
            return 0;
        }
        if (verb.equals("advance") || words.size() > 1) {
            System.err.println("usage: ./gridfare clock [advance 3h|freeze|run]");
            return MISUSED;
        }
        screen.line(
                switch (verb) {
                    case "show" -> clock.show();
                    case "freeze" -> clock.freeze();
                    case "run" -> clock.run();
                    default ->
                            throw new StackFailure(
                                    "The clock knows advance 3h, freeze and run, not " + verb);
                });
        return 0;
    }

    private int replay(List<String> words) {
        Path load = running.checkout().resolve("src-it/load/target");
        Stack stack = running.stack();
        List<String> command = new ArrayList<>();
        command.add(Jvm.java());
        command.add("-cp");
        command.add(load.resolve("classes") + ":" + load.resolve("lib") + "/*");
        command.add("gridfare.load.replay.Main");
        command.addAll(words);
        return execute(
                command,
                Map.of(
                        "GRIDFARE_PUBLIC_URL",
                        stack.webUrl().toString(),
                        "GRIDFARE_OIDC_ISSUER",
                        stack.keycloak().issuer().toString()));
    }

    private static int execute(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().putAll(environment);
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StackFailure("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
