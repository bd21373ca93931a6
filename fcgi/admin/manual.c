#include "admin/manual.h"

#include <stddef.h>

#include "base/str.h"

static const char user[] =
"WORDS\n"
"    user list                     who has an account: name, status, roles\n"
"    user show NAME                one account, and how many sessions it has\n"
"    user add NAME ROLES 'FULL NAME' [NIP] [--until DATE] [--assignment NUMBER] [--password]\n"
"    user code NAME                a new one-time code; password, PIN and sessions are gone\n"
"    user passwd NAME              sets a password (typed twice, or one line on standard input)\n"
"    user roles NAME ROLES         these roles and no others\n"
"    user rename NAME 'FULL NAME' [NIP]\n"
"    user until NAME DATE|never [ASSIGNMENT]    last day of the account\n"
"    user disable NAME | user enable NAME\n"
"    user totp-reset NAME          the telephone with the codes is lost: the second factor is gone\n"
"\n"
"MEANING\n"
"    NAME is 2 to 40 of a-z 0-9 . _ -, ROLES are words with commas between (rekamctl role list),\n"
"    DATE is 31-12-2026 or 2026-12-31.\n"
"    The normal way for a new person is a one-time code: `add` prints it on the second line, once;\n"
"    it is stored as a hash and good for seven days.  Hand it over in person; with it the person\n"
"    sets a password that nobody else knows.  --password sets one here instead, by the office's\n"
"    policy, for the first administrator or where there is no browser yet.\n"
"    A pemeriksa has a last day and the number of a surat tugas: --until and --assignment.\n"
"    Whoever gets other roles, a password or a code, or is disabled, is logged out everywhere at\n"
"    once.  The last administrator of an office can neither be disabled nor lose that role.\n"
"    Each change leaves a row in the audit trail, with the name that logged in to this machine.\n"
"\n"
"EXAMPLES\n"
"    rekamctl -c /etc/rekam/rekam.conf user add siti petugas,operator 'Siti Contoh' 198001012005012003\n"
"    rekamctl -c /etc/rekam/rekam.conf user add auditor pemeriksa 'Tri Contoh' \\\n"
"        --until 31-12-2026 --assignment 700/12/406.08/2026\n";

static const char station[] =
"WORDS\n"
"    station add CODE --url unix:/PATH|https://HOST[:PORT] --key FILE|HEX [--label TEXT]\n"
"    station list                  where they are and how they are now\n"
"    station test CODE             the station looks at itself: keys, seal, memory, reader\n"
"    station rest CODE [WHY]       not in use for a while; station use CODE ends it\n"
"    station revoke CODE           nothing of it is taken any more, for good\n"
"    station cert HOST --into FOLDER    certificates for a station on another PC\n"
"\n"
"MEANING\n"
"    A station is a Debian PC with a fingerprint reader, rekam-station and rekam-reader; Windows PCs\n"
"    are used with a browser alone and have no reader.  CODE is 1 to 31 of A-Z 0-9 -, FILE is the\n"
"    station's station.pub, or HEX its 64 digits.  On this machine the URL is\n"
"    unix:/run/rekam/station-http.sock; another PC is called over HTTPS with certificates both ways:\n"
"    1. on the PC: install rekam, rekamctl keys init; bring its station.pub here, and export.pub of\n"
"       this office there.\n"
"    2. here: station cert stasiun2.lan --into stasiun2, and take the folder there as it says.\n"
"    3. here: station add STASIUN-2 --url https://stasiun2.lan:8443 --key station.pub, station test.\n"
"    Who has several stations chooses on the page of step 5 where he records.\n"
"    A station that was stolen is revoked at once; `affected --station CODE` lists whose data it took.\n";

static const char office[] =
"WORDS\n"
"    office list                   the offices of this database\n"
"    office show                   every setting of this office ([office] code) and its value\n"
"    office set KEY VALUE\n"
"\n"
"MEANING\n"
"    sign_mode        TINTA letters are signed in ink, ELEKTRONIK approved in the program; a case\n"
"                     keeps the mode it began with\n"
"    password_policy  NIST 15 characters and more, BSSN 12 of four kinds, renewed after six months\n"
"    idle_minutes     1 to 60 without a sign of life, then the page is locked\n"
"    same_person      may who verified also sign: BLOKIR no, ALASAN with a reason\n"
"    record_first     1: the Kasi may let a case be recorded before its letter is signed (a deviation\n"
"                     from the SOP, which reports count), 0: never\n"
"    letter_class, letter_copies, paper, draft_days, agency_code      letters and drafts\n"
"    expiry_days      7 to 730 days without a move, then a case expires (rekamctl expire, each night);\n"
"                     draft_days 1 to 90 for a draft; warn_days 0 to 90 days before, pages warn\n"
"    public_status    1: applicants may look at their case at /cek with the receipt's code and their\n"
"                     birth date; 0: they ask at the counter\n"
"    scans            1: pictures of the applicants' papers may be kept, enciphered (keys init makes\n"
"                     the key); 0: papers stay on paper\n"
"    agenda_format    how agenda numbers are written: {nomor} or {nomor:4}, and {tahun}\n"
"    letter_format    letters: also {bulan} (Roman), {klasifikasi}, {kode}\n"
"    receipt          1: Tanda Bukti is printed when the papers are taken in, 0: when asked for;\n"
"                     receipt_paper '' as letters, iso_a5_148x210mm or om_roll_80x297mm\n"
"    number_source    SENDIRI own letter numbers, BLOK reserved by Bagian Umum, KETIK typed by the clerk\n"
"    name, government, place, regency, province, address, phone, email, website   the letterhead\n"
"    region_code names the office and cannot be changed.  A setting counts from the next page on;\n"
"    papers that were made stay as they are.  Each change leaves a row in the audit trail with\n"
"    the old value and the new one.\n"
"\n"
"EXAMPLES\n"
"    rekamctl -c /etc/rekam/rekam.conf office set idle_minutes 10\n"
"    rekamctl -c /etc/rekam/rekam.conf office set address 'Jalan Raya Watulimo 1'\n";

static const char printer[] =
"WORDS\n"
"    printer add QUEUE URI [--label TEXT] [--media PWG] [--pdf | --ppd FILE | --everywhere]\n"
"    printer add QUEUE cups://HOST[:PORT] [--label TEXT] [--media PWG]\n"
"    printer list                  each printer: state, device, does it prove paper, what is wrong\n"
"    printer test QUEUE [--wait SECONDS]        a test page through the print queue (default 120)\n"
"    printer remove QUEUE          not while it has jobs that are not ended\n"
"    printer check [--cups SERVER] [--conf FOLDER]      is CUPS set as it must be?\n"
"\n"
"MEANING\n"
"    CUPS alone prints twice after a crash.  `add` makes a queue with the ledger in front of the\n"
"    printer (ledger://HOST/... for URI ipp://HOST/...), error policy retry-job, no banner pages,\n"
"    not shared; the same again sets all of it anew.  The printer is asked: where it takes PDF\n"
"    it gets the very bytes that were frozen; else CUPS converts (--everywhere, or the maker's\n"
"    --ppd).  USB printers: package ipp-usb makes ipp://localhost:60000/ipp/print of them.\n"
"    cups://HOST takes a queue that the CUPS server of another computer keeps: it was made there, with\n"
"    the ledger backend if it shall prove paper, and that server must let this computer in.  The\n"
"    unit of rekam-printd needs the network for it (tools/systemd/README.md).\n"
"    --pdf and --ppd make the queue also while the printer does not answer.\n"
"    `test` says each state in the words of the page /cetak and ends when the printer itself says\n"
"    that it is printed; exit 1: it is held.  `remove` takes its routes away; its history stays.\n"
"    `check` reads cupsd.conf and cups-files.conf in [cups] conf (default /etc/cups) and asks the\n"
"    server [cups] socket: what stands there, what should, and why; exit 1 if one deviates.\n"
"    Run as root: only root and CUPS' SystemGroup may change queues and read these files.\n"
"\n"
"EXAMPLES\n"
"    rekamctl -c /etc/rekam/rekam.conf printer add loket ipp://192.168.1.20/ipp/print --label 'Printer loket'\n"
"    rekamctl -c /etc/rekam/rekam.conf printer test loket\n"
"    rekamctl -c /etc/rekam/rekam.conf printer check\n";

static const char role[] =
"WORDS\n"
"    role list                     the roles, and how many active people hold each\n"
"    role matrix                   every move of the procedure from every state: who makes it\n"
"\n"
"MEANING\n"
"    Roles are part of the program, not of the database: they cannot be made or changed here.\n"
"    `user roles` gives them to people.  The matrix is asked of the rules that the pages obey;\n"
"    which page is open to whom is shown under Administrasi, Hak akses.\n";

static const char session[] =
"WORDS\n"
"    session list                  who is logged in: number, since when, last seen, from where\n"
"    session end NUMBER            ends one\n"
"    session end-user NAME         ends all of one person\n"
"    session end-all               ends all of this office; says how many\n"
"\n"
"MEANING\n"
"    Who was ended is at the login page with the next click; what was typed is shown there to be\n"
"    copied.  A number opens nothing: the token itself is stored as a hash.  Each end leaves a row\n"
"    in the audit trail.\n";

static const char config[] =
"WORDS\n"
"    config split [--into FOLDER] [--own]\n"
"\n"
"MEANING\n"
"    Makes from the master file (-c) one file for each program, FOLDER/web-pages.conf and so on\n"
"    (default: /etc/rekam): the sections it needs and the one database account it uses.  As root:\n"
"    the files belong to root and the program's group, 0640, and so do the keys that a program\n"
"    reads.  --own: 0600 and the caller's, for a private instance.\n"
"    Programs refuse a file that others may read.  Do it again after every change of the master,\n"
"    then: systemctl restart rekam.target\n";

static const struct { const char *command, *text; } page[] = {
	{ "user", user }, { "office", office }, { "printer", printer }, { "station", station }, { "role", role }, { "session", session }, { "config", config },
};

const char *
manual_page(const char *command)
{
	for (size_t i = 0; i < sizeof page / sizeof page[0]; i++)
		if (str_eq(page[i].command, command))
			return page[i].text;
	return NULL;
}
