# awk -f tools/forbidden.awk tools/forbidden.txt FILES: calls that are not made, as TAP; also what
# opens a descriptor without closing it at an exec, and words sent to MariaDB that are no literal.
function bad(what) { print "# " FILENAME ":" FNR ": " what; nbad++ }
function unit_of(path) { sub(/^.*fcgi\//, "", path); sub(/\.[ch]$/, "", path); return path }
function may(call,  room) {
	room = unit; sub(/\/.*/, "/", room)
	return ((call, unit) in allow) || ((call, room) in allow)
}

FNR == NR {				# the table
	if ($0 ~ /^#/ || NF == 0) next
	colon = index($0, ":")
	n = split(substr($0, 1, colon - 1), names, " ")
	m = split(substr($0, colon + 1), files_of, " ")
	for (i = 1; i <= n; i++) {
		banned[names[i]] = 1
		for (j = 1; j <= m; j++) allow[names[i], files_of[j]] = 1
	}
	next
}
FNR == 1 { files++; unit = unit_of(FILENAME); inside = 0; held = "" }
{
	code = $0
	gsub(/\\"/, "", code)
	if (code ~ /^#/) next
	quoted = code
	gsub(/"[^"]*"/, "\"\"", code)
	if (inside) {
		if (!sub(/^.*\*\//, "", code)) next
		inside = 0
	}
	gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", code)
	if (sub(/\/\*.*/, "", code)) inside = 1
	rest = code
	while (match(rest, /[A-Za-z_][A-Za-z0-9_]*\(/)) {
		call = substr(rest, RSTART, RLENGTH - 1)
		before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
		arrow = RSTART > 2 ? substr(rest, RSTART - 2, 2) : ""
		rest = substr(rest, RSTART + RLENGTH)
		if ((call in banned) && before != "." && arrow != "->" && !may(call)) bad(call "() is not called here")
		if (call ~ /^v?f?s?scanf$/ && quoted ~ /%l?(s|\[)/) bad("a scanned text has no greatest length")
		# a call may go on in the next line: the flags stand there
		if (call == "open" || call == "openat" || call == "socket" || call == "accept4" || call == "pipe2" || call == "fopen")
			if (before != "." && arrow != "->") { held = call; line = FNR; seen = quoted; left = 2 }
		if (call == "command" && unit == "store/db" && rest !~ /^(db, ""|struct db|db, text, e\) == -1\) *\{?$)/ && rest !~ /^struct/) bad("only literal words go to MariaDB")
	}
	if (held != "") {
		if (line != FNR) seen = seen quoted
		ok = held == "fopen" ? seen ~ /fopen\([^;]*"[a-z+]*e[a-z+]*"/ : seen ~ /CLOEXEC/
		if (seen ~ /"\/dev\/null"/) ok = 1		# dup2'ed at once, for a child
		if (ok) held = ""
		else if (quoted ~ /;|\{/ || left-- == 0) { bad(held "() without close-on-exec"); held = "" }
	}
}
END {
	print "1..1"
	print (nbad || !files ? "not ok" : "ok") " 1 - " files " files make no forbidden call" (nbad ? ": " nbad " do" : "")
	exit nbad > 0 || !files
}
