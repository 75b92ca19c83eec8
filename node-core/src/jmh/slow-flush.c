/* SPDX-License-Identifier: Apache-2.0
 * Copyright the Haulout contributors
 *
 * A drive that takes its time: each flush of this process takes BENCH_FLUSH_MICROS longer. The drives of virtual
 * machines flush in a tenth of a millisecond, those of homes in one to twenty.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int slowly(long call, int file) {
  int result = syscall(call, file);
  int failure = errno;
  const char *wanted = getenv("BENCH_FLUSH_MICROS");
  long micros = wanted == NULL ? 0 : atol(wanted);
  struct timespec time = {micros / 1000000, micros % 1000000 * 1000};
  nanosleep(&time, NULL);
  errno = failure;
  return result;
}

int fsync(int file) {
  return slowly(SYS_fsync, file);
}

int fdatasync(int file) {
  return slowly(SYS_fdatasync, file);
}
