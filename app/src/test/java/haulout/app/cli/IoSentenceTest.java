// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoSentenceTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), "there is no file or folder f"),
                Arguments.of(new AccessDeniedException("f"), "no permission to read or write f"),
                Arguments.of(new FileAlreadyExistsException("f"), "f exists already"),
                Arguments.of(new DirectoryNotEmptyException("f"), "the folder f is not empty"),
                Arguments.of(new NotDirectoryException("f"), "f is not a folder"),
                Arguments.of(new FileSystemLoopException("f"), "f leads back to itself"),
                Arguments.of(
                        new FileSystemException("f", null, "No space left on device"),
                        "f: No space left on device"),
                Arguments.of(new FileSystemException("f"), "could not read or write f"),
                Arguments.of(
                        new FileSystemException(null),
                        "a file could not be read or written (FileSystemException)"),
                Arguments.of(new ClosedByInterruptException(), "stopped before it was done"),
                Arguments.of(new IOException("disk on fire"), "disk on fire"),
                Arguments.of(
                        new IOException(), "a file could not be read or written (IOException)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatHappenedToWhichFile(IOException failure, String sentence) {
        assertEquals(sentence, IoSentence.of(failure));
    }
}
