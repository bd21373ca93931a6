/*
 * audit_form.h - the canonical form of a trace and its hash, byte by byte, so that a
 * stranger can check a chain with nothing of ours.
 *
 *	hash = SHA-256( prev || F(1) || F(2) || ... || F(15) )
 *
 * prev is the 32 bytes of the hash of the row before in the same strand, 32 zero bytes
 * for its first.  F(n) is the length of the field in bytes as an unsigned 32-bit number,
 * most significant byte first, and then the field itself:
 *
 *	 1  the 13 letters rekam-audit-1
 *	 2  strand	decimal
 *	 3  seq		decimal: 1, 2, 3 ... without a gap in each strand
 *	 4  at		decimal, microseconds since 1970-01-01 00:00:00 UTC
 *	 5  mono_us	decimal, microseconds of the machine's monotonic clock
 *	 6  boot	8 hex digits: begin of the kernel's boot id ("" in strand 0)
 *	 7  office_id	decimal, empty when NULL
 *	 8  actor_id	decimal, empty when NULL
 *	 9  roles	decimal, the bit set of sop/role.h
 *	10  session	16 hex digits: begin of the session's token hash, or empty
 *	11  address	12  request_id	13  action	14  object	15  detail
 *
 * Decimal: ASCII digits without leading zeros, a minus sign in front of a negative one.
 * Texts are UTF-8 as stored.  Columns of the same names in table audit.
 */
#ifndef STORE_AUDIT_FORM_H
#define STORE_AUDIT_FORM_H

#include <stdint.h>

#define AUDIT_HASH	32

struct audit_form {
	int64_t		 strand, seq, at_us, mono_us;
	int64_t		 office, actor;		/* 0: NULL */
	int64_t		 roles;
	const char	*boot, *session, *address, *request, *action, *object, *detail;
};

void	 audit_form_hash(const uint8_t prev[AUDIT_HASH], const struct audit_form *,
	    uint8_t ret_hash[AUDIT_HASH]);

#endif
