// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import java.io.IOException;
import java.io.Serial;

/// Files that do not make a quilt.
public final class QuiltLayoutException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    /// Why not, with its numbers.
    public sealed interface Reason {
        /// There is no file.
        record NoFiles() implements Reason {
            @Override
            public String toString() {
                return "no files, a quilt has at least one";
            }
        }

        /// There are more files than columns behind the index.
        record TooManyFiles(int files, int maxFiles) implements Reason {
            @Override
            public String toString() {
                return files + " files, a quilt of this network has at most " + maxFiles;
            }
        }

        /// Two files have the same name.
        record RepeatedIdentifier(QuiltIdentifier identifier) implements Reason {
            @Override
            public String toString() {
                return "two files named " + identifier;
            }
        }

        /// A single file is too large for its length field.
        record FileTooLarge(QuiltIdentifier identifier, long contentBytes) implements Reason {
            @Override
            public String toString() {
                return identifier + ": " + contentBytes + " bytes, at most about 4 GiB in a quilt";
            }
        }

        /// The files do not fit, even with the largest symbols.
        record TooLarge(long sectionBytes, long maxBytes) implements Reason {
            @Override
            public String toString() {
                return "files of "
                        + sectionBytes
                        + " bytes with their headers do not fit the columns of a quilt of "
                        + maxBytes
                        + " bytes";
            }
        }
    }

    QuiltLayoutException(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    /// Why not.
    public Reason reason() {
        return reason;
    }
}
