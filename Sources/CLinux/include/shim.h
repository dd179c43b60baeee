// What Swift's Glibc module leaves out: extended attributes, file events, the secure source.
#pragma once
#include <malloc.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <sys/xattr.h>
