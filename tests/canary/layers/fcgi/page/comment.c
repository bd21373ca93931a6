/* The other kind of comment: */
static int n; // like this
