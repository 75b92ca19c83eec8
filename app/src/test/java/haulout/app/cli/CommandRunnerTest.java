// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

class CommandRunnerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Measure measure = new Measure();

    /// Something to be run by a [Measure].
    @FunctionalInterface
    private interface Body {
        void run(ParseResult arguments, CommandContext context)
                throws CommandFailure, IOException, InterruptedException;
    }

    /// A command that does what the test says.
    private static final class Measure implements Command {
        private final List<String> seen = new ArrayList<>();
        private Body body = (arguments, context) -> {};

        @Override
        public String name() {
            return "measure";
        }

        @Override
        public String summary() {
            return "measures a file";
        }

        @Override
        public void declare(CommandSpec spec) {
            spec.addOption(
                    OptionSpec.builder("--shards")
                            .paramLabel("N")
                            .type(int.class)
                            .required(true)
                            .description("Number of shards.")
                            .build());
            spec.addPositional(
                    PositionalParamSpec.builder()
                            .paramLabel("FILE")
                            .arity("1..*")
                            .required(true)
                            .type(Path[].class)
                            .description("What to measure.")
                            .build());
        }

        @Override
        public void run(ParseResult arguments, CommandContext context)
                throws CommandFailure, IOException, InterruptedException {
            int shards = arguments.matchedOptionValue("--shards", 0);
            for (Path file : arguments.matchedPositionalValue(0, new Path[0])) {
                seen.add(shards + " " + file);
            }
            seen.add(context.home() + (context.isJson() ? " json" : ""));
            body.run(arguments, context);
        }
    }

    private int run(String... arguments) {
        return runTo(out, arguments);
    }

    private int runTo(OutputStream target, String... arguments) {
        return runTo(new PrintStream(target, true, StandardCharsets.UTF_8), arguments);
    }

    private int runTo(PrintStream target, String... arguments) {
        CommandGroup group =
                new CommandGroup("bench", "figures for this machine", List.of(measure));
        return new CommandRunner(
                        List.of(measure, group),
                        "1.2.3",
                        target,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.fixed(Instant.EPOCH),
                        new CleanUps())
                .run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void givesACommandItsArguments() {
        assertEquals(0, run("measure", "--shards", "10", "--home", "here", "a b", "@c", "--json"));
        assertEquals(List.of("10 a b", "10 @c", "here json"), measure.seen);
        assertEquals("", err());
    }

    @Test
    void takesCommonOptionsBeforeTheCommandToo() {
        assertEquals(0, run("--home=here", "--json", "measure", "--shards=10", "a"));
        assertEquals(List.of("10 a", "here json"), measure.seen);
    }

    @Test
    void theOptionNearestToTheCommandWins() {
        assertEquals(0, run("--home=there", "measure", "--shards=10", "--home=here", "a"));
        assertEquals(List.of("10 a", "here"), measure.seen);
    }

    @Test
    void helpMayBeAskedForBeforeTheCommand() {
        assertEquals(0, run("--help", "measure"));
        assertTrue(out().startsWith("Usage: haulout measure"), out());
        assertEquals(List.of(), measure.seen);
    }

    @Test
    void runsACommandOfAGroup() {
        assertEquals(0, run("bench", "measure", "--home=h", "--shards=7", "a"));
        assertEquals(List.of("7 a", "h"), measure.seen);
    }

    @Test
    void aFileMayBeginWithADashAfterTwoDashes() {
        assertEquals(0, run("measure", "--home=h", "--shards=7", "--", "-a"));
        assertEquals(List.of("7 -a", "h"), measure.seen);
    }

    @Test
    void showsTheVersion() {
        assertEquals(0, run("--version"));
        assertEquals("Haulout 1.2.3\n", out());
    }

    @Test
    void helpListsEveryCommand() {
        assertEquals(0, run("--help"));
        assertTrue(out().contains("measure  measures a file"), out());
        assertTrue(out().contains("bench    figures for this machine"), out());
        assertEquals("", err());
    }

    @Test
    void helpOfACommandShowsItsOptions() {
        assertEquals(0, run("bench", "measure", "--help"));
        assertTrue(out().startsWith("Usage: haulout bench measure"), out());
        assertTrue(out().contains("--shards=N"), out());
        assertEquals(List.of(), measure.seen);
    }

    @Test
    void refusesACommandThatIsNotThere() {
        assertEquals(2, run("messure", "a"));
        assertEquals(
                "haulout: there is no command haulout messure (haulout --help says more)\n", err());
        assertEquals("", out());
    }

    @Test
    void refusesAnOptionThatIsNotThere() {
        assertEquals(2, run("measure", "--shards=1", "--shard=1", "a"));
        assertEquals(
                "haulout: unknown option: '--shard=1' (haulout measure --help says more)\n", err());
    }

    @Test
    void refusesAMissingOption() {
        assertEquals(2, run("measure", "a"));
        assertEquals(
                "haulout: missing required option: '--shards=N' (haulout measure --help says more)\n",
                err());
    }

    @Test
    void refusesAMissingFile() {
        assertEquals(2, run("measure", "--shards=1"));
        assertEquals(
                "haulout: missing required parameter: 'FILE' (haulout measure --help says more)\n",
                err());
    }

    @Test
    void refusesTextForANumber() {
        assertEquals(2, run("measure", "--shards=many", "a"));
        assertTrue(
                err().startsWith(
                                "haulout: invalid value for option '--shards': 'many' is not an int"),
                err());
    }

    @Test
    void refusesAGroupWithoutItsCommand() {
        assertEquals(2, run("bench"));
        assertEquals(
                "haulout: a command must follow haulout bench (haulout bench --help says more)\n",
                err());
    }

    @Test
    void withoutACommandAndWithoutAnAppSaysWhereHelpIs() {
        assertEquals(1, run());
        assertEquals(
                "haulout: no command was given; haulout --help lists what can be done\n", err());
    }

    @Test
    void wrongUsageFoundByTheCommandIsWrongUsage() {
        measure.body =
                (_, _) -> {
                    throw new WrongUsage("3 shards are too few");
                };
        assertEquals(2, run("measure", "--shards=3", "a"));
        assertEquals("haulout: 3 shards are too few (haulout measure --help says more)\n", err());
    }

    @Test
    void aFailureIsOneSentence() {
        measure.body =
                (_, _) -> {
                    throw new CommandFailure("a is too big; 4 shards more would do");
                };
        assertEquals(1, run("measure", "--shards=3", "a"));
        assertEquals("haulout: a is too big; 4 shards more would do\n", err());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        measure.body =
                (_, _) -> {
                    throw new NoSuchFileException("a");
                };
        assertEquals(1, run("measure", "--shards=3", "a"));
        assertEquals("haulout: there is no file or folder a\n", err());
    }

    @Test
    void anInterruptedCommandFails() {
        measure.body =
                (_, _) -> {
                    throw new InterruptedException();
                };
        assertEquals(1, run("measure", "--shards=3", "a"));
        assertTrue(Thread.interrupted());
        assertEquals("haulout: stopped before it was done\n", err());
    }

    @Test
    void tooLittleMemoryIsSaid() {
        measure.body =
                (_, _) -> {
                    throw new OutOfMemoryError("for the test");
                };
        assertEquals(1, run("measure", "--shards=3", "a"));
        assertTrue(err().startsWith("haulout: not enough memory"), err());
    }

    @Test
    void aBugEndsInASentenceToo() {
        measure.body =
                (_, _) -> {
                    throw new IllegalStateException("for the test");
                };
        assertEquals(1, run("measure", "--shards=3", "a"));
        assertEquals(
                "haulout: a mistake inside Haulout stopped the command; please report the lines above\n",
                err());
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left");
                    }
                };
        measure.body = (_, context) -> context.out().println("result");
        assertEquals(1, runTo(full, "measure", "--shards=3", "a"));
        assertEquals("haulout: the result could not be written to standard output\n", err());
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private static ResultStream result(String why, boolean isPipe) {
        return ResultStream.to(failing(why), StandardCharsets.UTF_8, () -> isPipe);
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        measure.body = (_, context) -> context.out().println("result");
        for (ResultStream unread :
                List.of(result("Broken pipe", false), result("Tubería rota", true))) {
            assertEquals(0, runTo(unread, "measure", "--shards=3", "a"));
            assertEquals("", err());
        }
        assertEquals(
                1, runTo(result("No space left on device", false), "measure", "--shards=3", "a"));
        assertEquals("haulout: the result could not be written to standard output\n", err());
    }

    @Test
    void aFailureIsToldThoughNobodyReadsTheResult() {
        measure.body =
                (_, context) -> {
                    context.out().println("result");
                    throw new IOException("for the test");
                };
        assertEquals(1, runTo(result("Broken pipe", false), "measure", "--shards=3", "a"));
        assertTrue(err().startsWith("haulout: "), err());
    }

    @Test
    void printsOneJsonDocumentInUtf8() {
        measure.body =
                (_, context) ->
                        context.printJson(json -> {
                            json.writeStartObject();
                            json.writeStringField("file", "ä");
                            json.writeNumberField("bytes", 1);
                            json.writeEndObject();
                        });
        assertEquals(0, run("measure", "--json", "--shards=3", "a"));
        assertEquals("{\n  \"file\" : \"ä\",\n  \"bytes\" : 1\n}\n", out());
    }

    @Test
    void aProgressBarIsSilentWithJson() throws Exception {
        measure.body =
                (_, context) -> {
                    try (ProgressBar bar = context.progress("measuring", 2)) {
                        bar.advance(1);
                    }
                };
        assertEquals(0, run("measure", "--json", "--shards=3", "a"));
        assertEquals("", err());
    }
}
