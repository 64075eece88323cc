/* A disk that fails, for the program that is started with this in LD_PRELOAD: the file that ENGAWA_FAULT_RULE names says what
 * (eio: a sync fails; hang: a sync waits as long as the rule stands; full: a write finds no space) and, after a space, in
 * which files, by a part of their name. No file, no fault. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int rule(const char *kind, int fd)
{
    char text[256] = "", link[64], name[4096];
    const char *path = getenv("ENGAWA_FAULT_RULE");
    FILE *file = path ? fopen(path, "re") : NULL;
    if (!file)
        return 0;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = 0;
    size_t word = strlen(kind);
    if (strncmp(text, kind, word) != 0 || text[word] != ' ')
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, name, sizeof name - 1);
    if (size < 0)
        return 0;
    name[size] = 0;
    return strstr(name, text + word + 1) != NULL;
}

static int synced(const char *own, int fd)
{
    while (rule("hang", fd))
        usleep(20000);
    if (rule("eio", fd)) {
        errno = EIO;
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, own))(fd);
}

int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

ssize_t write(int fd, const void *bytes, size_t count)
{
    static ssize_t (*own)(int, const void *, size_t);
    if (!own)
        own = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (rule("full", fd)) {
        errno = ENOSPC;
        return -1;
    }
    return own(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at)
{
    static ssize_t (*own)(int, const void *, size_t, off64_t);
    if (!own)
        own = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    if (rule("full", fd)) {
        errno = ENOSPC;
        return -1;
    }
    return own(fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }
