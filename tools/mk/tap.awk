# Counts one TAP file.  -v name= status= took=SECONDS sum=FILE: appends "name passed failed skipped" to FILE.
# Node ends its TAP with "# pass N" lines, which count nested tests too; else the top-level
# "ok" and "not ok" lines count, and what the plan announced but never came has failed.
# A status other than 0 without a failed test (a crash, a time-out, a leak) is one failure.
/^ok / { if ($0 ~ /# *[Ss][Kk][Ii][Pp]/) { s++; skipped[s] = $0 } else p++ }
/^not ok / { f++ }
/^ *not ok / { print "    " $0 }
/^1\.\.[0-9]+/ { plan += substr($1, 4) }
/^# pass [0-9]+$/ { node = 1; np = $3 }
/^# fail [0-9]+$/ { nf += $3 }
/^# cancelled [0-9]+$/ { nf += $3 }
/^# skipped [0-9]+$/ { ns = $3 }
{ line[NR] = $0 }
END {
	if (node) { p = np; f = nf; s = ns }
	else if (plan > p + f + s) f += plan - p - f - s
	if (status != 0 && f == 0) f = 1
	if (p + f + s == 0) f = 1		# a file without a test is a mistake
	printf "%s %s: %d passed%s%s%s\n", f ? "FAIL" : "ok  ", name, p,
	    f ? ", " f " failed" : "", s ? ", " s " skipped" : "", (took > 4) ? ", " took " s" : ""
	for (i = 1; i in skipped; i++) print "    " skipped[i]
	if (f) {
		print "    exit status " status ", last lines:"
		for (i = NR > 40 ? NR - 39 : 1; i <= NR; i++) print "    | " line[i]
	}
	fflush()
	print name, p + 0, f + 0, s + 0 >> sum
}
