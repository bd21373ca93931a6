# rekam - one Makefile for everything.  What each target does: tools/README.md.
# B=build/x builds elsewhere; SAN=1 builds with AddressSanitizer and UBSan.

ifdef SAN
B	?= build/san
else
B	?= build
endif
# A dependency file names what it is for: one folder must have one name, or objects stay old.
override B := $(patsubst $(CURDIR)/%,%,$(B))
CC	= gcc
# Names the programs of this build; nothing generated lies outside $(B) and build/npm.
ABS	:= $(abspath $(B))

WARN	= -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 \
	  -Wstrict-prototypes -Wmissing-prototypes -Wnull-dereference -Wswitch-enum -Wvla \
	  -Wcast-qual -Wwrite-strings -Werror
ifdef SAN
HARD	= -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
else
HARD	= -O2 -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection \
	  -fcf-protection=full -ftrivial-auto-var-init=zero
endif
# Headers of other people's libraries are system headers: our warnings are for our code.
PKG	:= libfprint-2 glib-2.0 gio-2.0 libpng libcjson
SYSINC	:= $(patsubst -I%,-isystem%,$(shell pkg-config --cflags-only-I $(PKG) 2>/dev/null)) \
	   -isystem/usr/include/mariadb
CFLAGS	= -std=c17 -g -D_GNU_SOURCE $(HARD) -fPIE $(WARN) -Ifcgi -I$(B)/gen $(SYSINC)
LDFLAGS	= -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(filter -fsanitize%,$(HARD))

# One short line for each file; V=1 shows the commands.
quiet	= $(if $(V),,@printf '  %s\n' '$(patsubst $(B)/%,%,$(1))' &&) 

# ---- programs: each is linked with its rooms and libraries and with nothing else

P_web		= app page step duty print sign station http store sop base : fcgi mariadb oath hpdf qrencode curl cjson crypto sodium inih png jpeg zip zint m
P_station	= station http base : fcgi cjson sodium inih png m
P_reader	= station base : fprint-2 gio-2.0 gobject-2.0 glib-2.0 cjson sodium inih png m
P_signd		= sign store sop base : mariadb oath sodium inih
P_printd	= print store sop base : cups mariadb sodium inih
P_ledger	= print base : cups sodium
P_render	= print base : sodium inih
P_rekamctl	= admin duty print sign station store sop base : cups curl mariadb hpdf qrencode sodium inih png jpeg zint cjson m
PROGRAMS	= web station reader signd printd ledger render rekamctl
# What a unit test or a tool may need: everything.
ROOMS	= admin app page step duty print station http sign store sop base
ALLLIBS	= -lfcgi -lmariadb -loath -lhpdf -lqrencode -lcurl -lcjson -lcrypto -lsodium -linih -lpng -ljpeg -lcups -lzip -lzint \
	  -lfprint-2 -lgio-2.0 -lgobject-2.0 -lglib-2.0 -lcmocka -lm

# ---- generated code

TEMPLATES := $(shell find templates -name '*.html' 2>/dev/null | sort)
QUERIES	:= $(sort $(wildcard sql/query/*.sql))
TMPLC_C	:= $(wildcard tools/tmplc.c tools/tmplc_*.c tools/tmplc/*.c)
SQLC_C	:= $(wildcard tools/sqlc.c tools/sqlc_*.c tools/sqlc/*.c)
# templates/page/queue.html -> tpl_page_queue
tplname	= tpl_$(subst /,_,$(patsubst templates/%.html,%,$(1)))
TPL_C	:= $(foreach t,$(TEMPLATES),$(B)/gen/$(call tplname,$(t)).c)
SQL_C	:= $(patsubst sql/query/%.sql,$(B)/gen/sql/%.c,$(QUERIES)) $(if $(QUERIES),$(B)/gen/sql/all.c $(B)/gen/sql/text.c)
GEN_H	= $(B)/gen/assets.h $(B)/gen/rekam_ppd.h $(B)/gen/region_data.h $(if $(TMPLC_C),$(B)/gen/tpl.h) $(if $(SQLC_C),$(SQL_C:.c=.h))

# ---- files

src	= $(sort $(wildcard fcgi/$(1)/*.c))
obj	= $(patsubst fcgi/%.c,$(B)/obj/%.o,$(1))
present	= $(foreach r,$(1),$(if $(call src,$(r)),$(B)/lib/$(r).a))
GENLIB	= $(if $(TMPLC_C),$(if $(TPL_C),$(B)/lib/tpl.a)) $(if $(SQLC_C),$(if $(SQL_C),$(B)/lib/sql.a))
target	= $(if $(filter rekamctl,$(1)),$(B)/bin/rekamctl,$(B)/bin/rekam-$(1))
HAVE	:= $(foreach p,$(PROGRAMS),$(if $(wildcard fcgi/bin/$(p).c),$(p)))
BINS	= $(foreach p,$(HAVE),$(call target,$(p)))
rooms	= $(shell echo '$(P_$(1))' | sed 's/:.*//')
libs	= $(addprefix -l,$(shell echo '$(P_$(1))' | sed 's/.*://'))
UNIT	:= $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
UNITAUX	:= $(filter-out tests/unit/test_%,$(sort $(wildcard tests/unit/*.c)))
# tools/fakefinger.c (or a folder of that name) and other small programs of ours
DEVRUN_C := $(sort $(wildcard tools/devrun/*.c))
TOOLS	:= $(patsubst tools/%.c,%,$(filter-out $(TMPLC_C) $(SQLC_C),$(wildcard tools/*.c)))
TOOLDIRS := $(filter-out tmplc sqlc $(TOOLS),$(patsubst tools/%/,%,$(sort $(dir $(wildcard tools/*/*.c)))))
TOOLBINS = $(addprefix $(B)/bin/,$(TOOLS) $(TOOLDIRS))

.PHONY: all run setup test unit it ui layers canary analyze clean fault fuzz bench mutants scan _run _all assets tests
.SECONDARY:
.DELETE_ON_ERROR:

all: setup
	@$(MAKE) --no-print-directory _all
_all: $(BINS) $(TOOLBINS) assets

setup:
	@tools/setup

# Builds and starts a private instance: PORT=8080 DIR=build/run READER=virtual PRINTER=
run: setup
	@$(MAKE) --no-print-directory _all
	@exec $(ABS)/bin/devrun --build $(B) --with-parent

tests: _all $(UNIT)

TESTRUN	= B=$(B) SAN=$(SAN) MAKE='$(MAKE)' tools/mk/test
PARTS	?= build layers unit it ui canary asvs
test: setup
	@$(TESTRUN) $(PARTS)
unit it ui canary: setup
	@$(TESTRUN) build $@
layers:
	@$(TESTRUN) $@

# ---- compilers

$(B)/tmplc: $(TMPLC_C) $(call present,base)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -Itools $(TMPLC_C) $(LDFLAGS) $(call present,base) -linih -o $@
$(B)/sqlc: $(SQLC_C) $(call present,base)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -Itools $(SQLC_C) $(LDFLAGS) $(call present,base) -linih -o $@
$(B)/tmplc $(B)/sqlc: $(wildcard tools/tmplc*.h tools/sqlc*.h tools/tmplc/*.h tools/sqlc/*.h)

define tplrule
$(B)/gen/$(call tplname,$(1)).c: $(1) $(B)/tmplc
	@mkdir -p $$(@D)
	@$(B)/tmplc $(1) > $$@
endef
$(foreach t,$(TEMPLATES),$(eval $(call tplrule,$(t))))
$(B)/gen/tpl.h: $(TEMPLATES) $(B)/tmplc
	@mkdir -p $(@D)
	@$(B)/tmplc --header -o $@ $(TEMPLATES)
$(B)/gen/sql/%.c $(B)/gen/sql/%.h &: sql/query/%.sql $(B)/sqlc
	@mkdir -p $(@D)
	@$(B)/sqlc $< $(B)/gen
$(B)/gen/sql/all.c $(B)/gen/sql/all.h &: $(QUERIES) $(B)/sqlc
	@mkdir -p $(@D)
	@$(B)/sqlc --all $(B)/gen $(QUERIES)
SQLTEXT	:= $(sort $(wildcard sql/schema/*.sql sql/seed/*.sql) sql/grants.sql sql/inventory.csv)
$(B)/gen/sql/text.c $(B)/gen/sql/text.h &: $(SQLTEXT) $(B)/sqlc
	@mkdir -p $(@D)
	@$(B)/sqlc --embed $(B)/gen $(SQLTEXT)

# The PPD of printers that take PDF, as a string of rekamctl printer add.
$(B)/gen/rekam_ppd.h: fcgi/print/rekam.ppd
	@mkdir -p $(@D)
	@{ echo 'static const char rekam_ppd[] ='; sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $<; echo ';'; } > $@

# ---- objects, rooms, programs

$(B)/obj/base/%.o: fcgi/base/%.c
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -MMD -MP -c $< -o $@
$(B)/obj/%.o: fcgi/%.c | $(GEN_H)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -MMD -MP -c $< -o $@
$(B)/obj/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -MMD -MP -c $< -o $@

define roomrule
$(B)/lib/$(1).a: $(call obj,$(call src,$(1)))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call roomrule,$(r))))
$(B)/lib/tpl.a: $(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$(TPL_C))
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^
$(B)/lib/sql.a: $(patsubst $(B)/gen/%.c,$(B)/obj/gen/%.o,$(SQL_C))
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^

define progrule
$(call target,$(1)): $(B)/obj/bin/$(1).o $(call present,$(call rooms,$(1))) $(GENLIB)
	@mkdir -p $$(@D)
	$$(call quiet,$$@)$$(CC) $$(LDFLAGS) $$< -Wl,--start-group $(call present,$(call rooms,$(1))) $(GENLIB) -Wl,--end-group $(call libs,$(1)) -o $$@
endef
$(foreach p,$(HAVE),$(eval $(call progrule,$(p))))

ALLROOMS = -Wl,--start-group $(call present,$(ROOMS)) $(GENLIB) -Wl,--end-group
$(B)/unit/%: tests/unit/%.c $(UNITAUX) $(call present,$(ROOMS)) $(GENLIB) | $(GEN_H)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -I. -Itests/unit -MMD -MP -MF $@.d $< $(UNITAUX) $(LDFLAGS) $(ALLROOMS) $(ALLLIBS) -o $@

$(B)/bench/%: tests/bench/%.c $(UNITAUX) $(call present,$(ROOMS)) $(GENLIB) | $(GEN_H)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -I. -Itests/unit $< $(UNITAUX) $(LDFLAGS) $(ALLROOMS) $(ALLLIBS) -o $@

# devrun starts before anything of ours is known to work: no room of fcgi/ in it.
$(B)/bin/devrun: $(DEVRUN_C) $(wildcard tools/devrun/*.h)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) -Itools $(DEVRUN_C) $(LDFLAGS) -o $@
# Synthetic fingers need no room either, and never sanitizers: drawing would take seconds.
FAKE_C	:= $(wildcard tools/fakefinger/*.c)
$(B)/bin/fakefinger: $(FAKE_C) $(wildcard tools/fakefinger/*.h)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(filter-out -fsanitize% -fno-sanitize% -O1,$(CFLAGS)) -O2 -Itools $(FAKE_C) \
	    $(filter-out -fsanitize%,$(LDFLAGS)) -lpng -lm -o $@
# Makes keys and opens sealed records for tests; needs one room.
$(B)/bin/sealtool: tools/sealtool.c $(call present,station base)
	@mkdir -p $(@D)
	$(call quiet,$@)$(CC) $(CFLAGS) $< $(LDFLAGS) -Wl,--start-group $(call present,station base) -Wl,--end-group -lsodium -o $@
define toolrule
$(B)/bin/$(1): $(2) $(3) $(call present,$(ROOMS)) $(GENLIB)
	@mkdir -p $$(@D)
	$$(call quiet,$$@)$$(CC) $$(CFLAGS) -Itools $(2) $$(LDFLAGS) $$(ALLROOMS) $$(ALLLIBS) -o $$@
endef
$(foreach t,$(filter-out sealtool,$(TOOLS)),$(eval $(call toolrule,$(t),tools/$(t).c,)))
$(foreach t,$(filter-out devrun fakefinger,$(TOOLDIRS)),$(eval $(call toolrule,$(t),$(sort $(wildcard tools/$(t)/*.c)),$(wildcard tools/$(t)/*.h))))

# ---- browser assets: vendor files from the lock file, then our own; the path carries a hash

NPM	= build/npm/node_modules
$(NPM)/.done: tools/web/package.json tools/web/package-lock.json tools/mk/npm
	@tools/mk/npm
STATIC	:= $(shell find nginx/static -type f 2>/dev/null)
$(B)/gen/assets.h: $(NPM)/.done $(STATIC) tools/mk/assets
	@tools/mk/assets $(B)
assets: $(B)/gen/assets.h

# The region codes of Indonesia, today's and retired ones (data under ODbL: tools/region.mjs).
REGIONS	= idn-area-data idn-area-data-3 idn-area-data-2
$(B)/gen/region_data.h: tools/region.mjs $(NPM)/.done
	@mkdir -p $(@D)
	@node tools/region.mjs $(addprefix $(NPM)/,$(REGIONS)) > $@

# ---- other checks

print-%:
	@echo '$($*)'

analyze:
	@$(TESTRUN) build analyze
# Each test must be able to fail: one thing is broken, and it must turn red.
mutants: setup
	@$(MAKE) --no-print-directory tests
	@B=$(B) tests/mutant/run $(ONLY)
scan:
	@tools/setup scan
	@$(MAKE) --no-print-directory _all
	@B=$(B) tests/scan/run
fault:
	@tools/setup fault
	@$(MAKE) --no-print-directory _all
	@B=$(B) tests/fault/run
fuzz:
	@tools/setup analyze
	@$(MAKE) --no-print-directory _all
	@B=$(B) tests/fuzz/run
bench:
	@if [ -x tests/$@/run ]; then B=$(B) tests/$@/run; else echo "$@: tests/$@/run does not exist yet"; exit 1; fi
clean:
	rm -rf $(B)/obj $(B)/lib $(B)/bin $(B)/gen $(B)/unit $(B)/static $(B)/result $(B)/tmplc $(B)/sqlc

-include $(shell find $(B)/obj $(B)/unit -name '*.d' 2>/dev/null)
