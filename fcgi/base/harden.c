#include "base/harden.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FREED	0xa5	/* what freed memory is filled with */

#if defined(__x86_64__)
#define ARCH	AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH	AUDIT_ARCH_AARCH64
#endif

static int
fail(const char *what, struct err *e)
{
	return err_set(e, ERR_BROKEN, errno, "cannot protect this process: %s: %s", what,
	    strerror(errno));
}

/* Another calling convention (x32 has its own bit) would reach the same calls by other numbers. */
static int
no_exec(struct err *e)
{
#ifdef ARCH
	static struct sock_filter f[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 0, 4),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 2, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	static const struct sock_fprog program = { sizeof f / sizeof f[0], f };

	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == -1)
		return fail("execve", e);
#else
	(void)e;	/* the unit's filter and mounts are left */
#endif
	return 0;
}

int
harden(unsigned flags, struct err *e)
{
	static const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) == -1)
		return fail("core dumps", e);
#ifndef __SANITIZE_ADDRESS__	/* LeakSanitizer looks into its own process by ptrace */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		return fail("ptrace", e);
	(void)mallopt(M_PERTURB, FREED);
#endif
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return fail("privileges", e);
	if ((flags & HARDEN_KEEP_FDS) == 0 && close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == -1)
		return fail("descriptors", e);
	return (flags & HARDEN_NO_EXEC) != 0 ? no_exec(e) : 0;
}
