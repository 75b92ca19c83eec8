// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.ActivityDesk;
import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.home.HelpPart;
import haulout.home.HomeSnapshot;
import haulout.home.LogLine;
import haulout.status.CheckReport;
import haulout.status.ProofReport;
import haulout.text.Wording;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// History, the technical log, and the help file.
final class DiaryDesk implements ActivityDesk {
    private static final int MAX_LINES = 100_000;
    private static final int HELP_LINES = 5_000;

    private final Diary diary;
    private final LogTail log;
    private final Path folder;
    private final Supplier<HomeSnapshot> snapshot;
    private final ZoneId zone;
    private final Errands errands;

    DiaryDesk(
            Diary diary,
            LogTail log,
            Path folder,
            Supplier<HomeSnapshot> snapshot,
            ZoneId zone,
            Errands errands) {
        this.diary = diary;
        this.log = log;
        this.folder = folder;
        this.snapshot = snapshot;
        this.zone = zone;
        this.errands = errands;
    }

    @Override
    public CompletionStage<List<ActivityEvent>> events(
            ActivityFilter filter, long before, int most) {
        return errands.ask(
                () -> diary.events(filter, before, most, new Wording(filter.reader(), zone)));
    }

    @Override
    public CompletionStage<List<LogLine>> log(long after) {
        return errands.ask(() -> log.after(after, MAX_LINES));
    }

    @Override
    public Path logFolder() {
        return folder;
    }

    @Override
    public CompletionStage<List<HelpPart>> helpFile() {
        return errands.ask(this::parts);
    }

    private List<HelpPart> parts() {
        HomeSnapshot now = snapshot.get();
        List<HelpPart> parts = new ArrayList<>();
        parts.add(new HelpPart("system.txt", system()));
        parts.add(new HelpPart("health.txt", health(now)));
        parts.add(new HelpPart("log.txt", lines()));
        EarlierLog.of(folder, log.newest(HELP_LINES).stream().findFirst().map(LogLine::at))
                .ifPresent(text ->
                        parts.add(new HelpPart("log-earlier.txt", Discretion.without(text))));
        return parts;
    }

    private static String system() {
        StringBuilder text = new StringBuilder();
        for (String key :
                List.of("os.name", "os.version", "os.arch", "java.version", "java.vm.name")) {
            text.append(key).append(": ").append(System.getProperty(key, "?")).append('\n');
        }
        return text.append("processors: ")
                .append(Runtime.getRuntime().availableProcessors())
                .append("\nheap: ")
                .append(Runtime.getRuntime().maxMemory())
                .append('\n')
                .toString();
    }

    private static String health(HomeSnapshot now) {
        Wording english = new Wording(Locale.ENGLISH, java.time.ZoneOffset.UTC);
        StringBuilder text = new StringBuilder();
        text.append(now.status().standing()).append('\n');
        for (ProofReport proof : now.status().proofs()) {
            text.append(proof.proof())
                    .append(": ")
                    .append(proof.outcome())
                    .append(proof.lastRun().map(at -> " " + at).orElse(""))
                    .append('\n');
        }
        for (CheckReport check : now.checks()) {
            text.append(check.check())
                    .append(": ")
                    .append(check.level())
                    .append(' ')
                    .append(english.say(check.measured(), now.at()))
                    .append('\n');
        }
        return text.toString();
    }

    private String lines() {
        StringBuilder text = new StringBuilder();
        for (LogLine line : log.newest(HELP_LINES)) {
            text.append(line.at())
                    .append(' ')
                    .append(line.level())
                    .append(' ')
                    .append(line.part())
                    .append(' ')
                    .append(Discretion.without(line.text()))
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public CompletionStage<Void> saveHelpFile(Path target) {
        return errands.tell(() -> {
            try (OutputStream out =
                            Files.newOutputStream(
                                    target,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                for (HelpPart part : parts()) {
                    zip.putNextEntry(new ZipEntry(part.name()));
                    zip.write(part.text().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        });
    }
}
