/* libFuzzer: letter codes, as somebody might print them, and lines to rekam-signd. */
#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sign/letter_code.h"
#include "sign/signd_loop.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint8_t pub[32] = { 1 };
	char text[LETTER_CODE_SIZE];
	static const struct signd_command commands[] = { { "SIGN", "i", NULL },
	    { "CHECK", "ich", NULL }, { "ANCHOR", "", NULL }, { NULL, NULL, NULL } };
	struct signd_words words;
	struct letter_code c;
	char *s = malloc(n + 1);

	memcpy(s, p, n);
	s[n] = '\0';
	if (letter_code_read(s, &c, NULL) == 0 && (c.no == 0 || !day_valid(c.day) || c.serial == 0))
		abort();
	if (letter_code_verify(s, pub, &c, NULL) == 0)
		abort();
	(void)signd_line(commands, s, &words);
	/* the same bytes as a payload: in its base64url form */
	if (n > 0 && sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING) <= sizeof text) {
		(void)sodium_bin2base64(text, sizeof text, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		(void)letter_code_read(text, &c, NULL);
		if (letter_code_verify(text, pub, &c, NULL) == 0)
			abort();
	}
	free(s);
	return 0;
}
