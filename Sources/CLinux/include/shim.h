// What Swift's Glibc module leaves out: extended attributes, file events, the allocator's settings.
#pragma once
#include <malloc.h>
#include <sys/inotify.h>
#include <sys/xattr.h>
