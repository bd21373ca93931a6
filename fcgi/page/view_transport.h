/*
 * view_transport.h - the way to a trusted connection: /pasang (written once by rekamctl tls, one
 * file for everybody), the answer to its test, and /jaringan for the administrator.
 */
#ifndef PAGE_VIEW_TRANSPORT_H
#define PAGE_VIEW_TRANSPORT_H

#include "page/view_layout.h"

/* /pasang: static, so nothing here may depend on who asks or when. */
struct guide_page {
	const char	*host, *local, *address;	/* local: "" when the host is .local itself */
	const char	*ca_name;			/* as the browser's list shows it */
	const char	*ca_sha256, *ca_sha1;		/* in groups */
	struct day	 ca_until;
};

/* The test opened as a page: it could be read, so the certificate is trusted. */
struct trusted_page {
	struct layout	 layout;
	const char	*address, *browser;
	bool		 recorded;	/* over TLS; else this is a private instance */
};

struct view_pc {
	const char	*address, *browsers;	/* browsers: "" when none has passed */
	struct utc	 used_at, passed_at;
};

struct view_pc_list {
	const struct view_pc	*at;
	size_t			 n;
};

struct network_page {
	struct layout		 layout;
	bool			 there;		/* there is a certificate of ours */
	const char		*names, *ca_sha256, *guide;	/* guide: http://192.168.1.10/pasang */
	struct utc		 until, ca_until;
	int64_t			 days;		/* of the certificate; negative: it is over */
	bool			 soon, over;
	const char		*hsts;		/* the words */
	bool			 hsts_on, hsts_back;
	int			 window;	/* days within which a PC counts */
	struct view_pc_list	 pcs;		/* who has not passed comes first */
	int64_t			 missing;	/* how many have not */
};

#endif
