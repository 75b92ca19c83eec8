// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Says in a user's words what a file operation ran into. Only the exception's type and fields are
/// read, and a message is passed on as it stands.
final class IoSentence {
    private IoSentence() {}

    static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> "there is no file or folder " + e.getFile();
            case AccessDeniedException e -> "no permission to read or write " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " exists already";
            case DirectoryNotEmptyException e -> "the folder " + e.getFile() + " is not empty";
            case NotDirectoryException e -> e.getFile() + " is not a folder";
            case FileSystemLoopException e -> e.getFile() + " leads back to itself";
            case FileSystemException e -> fileAndReason(e);
            case ClosedByInterruptException _ -> "stopped before it was done";
            default -> messageOf(failure);
        };
    }

    private static String fileAndReason(FileSystemException failure) {
        String reason = failure.getReason();
        String file = failure.getFile();
        if (file == null) {
            return messageOf(failure);
        }
        return reason == null ? "could not read or write " + file : file + ": " + reason;
    }

    private static String messageOf(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "a file could not be read or written (" + failure.getClass().getSimpleName() + ")"
                : message;
    }
}
