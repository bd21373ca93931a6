# awk -f tools/layers.awk tools/layers.txt FILES: the arrows between the rooms, as TAP.
# Refused: an include against the arrows; a library's header in the wrong file; SQL text in C;
# a // comment; a file of more than 420 lines; an include of our own headers not "room/file.h".
function bad(what) { print "# " FILENAME ":" FNR ": " what; nbad++ }
function room_of(path,  p) { sub(/^.*fcgi\//, "", path); split(path, p, "/"); return p[1] }
function unit_of(path) { sub(/^.*fcgi\//, "", path); sub(/\.[ch]$/, "", path); return path }

FNR == NR {				# the table
	if ($0 ~ /^#/ || NF == 0) next
	if ($1 ~ /^</) { for (i = 2; i <= NF; i++) lib[$1, $i] = 1; known[$1] = 1; next }
	room = $1; sub(/:$/, "", room); rooms[room] = 1; may[room, room] = 1
	for (i = 2; i <= NF; i++) may[room, $i] = 1
	next
}
FNR == 1 {
	files++; me = room_of(FILENAME); unit = unit_of(FILENAME); long_said = 0
	if (!(me in rooms)) bad("room \"" me "\" is not in tools/layers.txt")
}
FNR > 420 && !long_said { bad("more than 420 lines: cut it"); long_said = 1 }
/^[ \t]*#[ \t]*include[ \t]*"/ {
	inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc)
	if (inc ~ /^(sql\/|tpl\.h$|assets\.h$|region_data\.h$|rekam_ppd\.h$)/) {		# generated
		if (inc ~ /^sql\// && me != "store" && me != "admin" && me != "step" && me != "page" && me != "app" && me != "sign" && me != "duty" && me != "bin") bad("SQL statements in room " me)
		next
	}
	if (inc !~ /^[a-z]+\//) { bad("write \"room/file.h\": \"" inc "\""); next }
	to = inc; sub(/\/.*/, "", to); one = inc; sub(/\.h$/, "", one)
	if (!((me, to) in may) && !((me, one) in may)) bad(me " may not include \"" inc "\"")
	next
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	inc = $0; sub(/^[^<]*/, "", inc); sub(/>.*/, ">", inc)
	if (inc in known && !((inc, unit) in lib)) bad(inc " belongs in one file only")
	next
}
/"[ \t]*(SELECT[ \t].*[ \t]FROM|INSERT[ \t]+INTO|UPDATE[ \t].*[ \t]SET|DELETE[ \t]+FROM|CREATE[ \t]+TABLE)[ \t]/ { bad("SQL text in C: it belongs in sql/query") }
{
	code = $0
	gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
	sub(/\/\*.*/, "", code)
	if (code !~ /^[ \t]*\*/ && code ~ /\/\//) bad("// comment")
}
END {
	print "1..1"
	print (nbad || !files ? "not ok" : "ok") " 1 - " files " files keep the arrows of tools/layers.txt" (nbad ? ": " nbad " do not" : "")
	exit nbad > 0 || !files
}
