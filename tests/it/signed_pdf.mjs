// A certificate service for tests: an authority, its certificates, and PDFs signed with them (PAdES by an
// incremental update), good ones and every kind of bad one.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const openssl = (args, input) => execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 24 })

// A certificate below dir; issuer: another one of these, none: self-signed.  days may be negative with -not_before.
export function certificate(dir, name, { cn, org = 'PEMERINTAH CONTOH', issuer, ca = false, usage = 'digitalSignature,nonRepudiation', extended, days = 365, bits = 2048, digest = 'sha256', from, to } = {}) {
	const base = path.join(dir, name), conf = `${base}.cnf`
	fs.writeFileSync(conf, `[req]\nprompt=no\ndistinguished_name=dn\n[dn]\nC=ID\nO=${org}\nCN=${cn}\n[ext]\nbasicConstraints=critical,CA:${ca ? 'TRUE' : 'FALSE'}
keyUsage=critical,${ca ? 'keyCertSign,cRLSign' : usage}\n${extended ? `extendedKeyUsage=${extended}\n` : ''}subjectKeyIdentifier=hash\n`)
	openssl(['genrsa', '-out', `${base}.key`, String(bits)])
	openssl(['req', '-new', '-config', conf, '-key', `${base}.key`, '-out', `${base}.csr`])
	if (from) {		// openssl ca is the one that takes both ends
		const db = `${base}.db`
		fs.mkdirSync(db, { recursive: true })
		fs.writeFileSync(path.join(db, 'index'), '')
		fs.writeFileSync(path.join(db, 'serial'), '77\n')
		fs.writeFileSync(path.join(db, 'ca.cnf'), `[ca]\ndefault_ca=d\n[d]\ndatabase=${db}/index\nserial=${db}/serial\nnew_certs_dir=${db}\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\norganizationName=optional\ncountryName=optional\n`)
		openssl(['ca', '-batch', '-config', path.join(db, 'ca.cnf'), '-in', `${base}.csr`, '-out', `${base}.pem`, '-notext', '-startdate', from, '-enddate', to,
			'-extfile', conf, '-extensions', 'ext', '-cert', `${issuer.base}.pem`, '-keyfile', `${issuer.base}.key`])
	} else
		openssl(['x509', '-req', '-in', `${base}.csr`, '-out', `${base}.pem`, '-days', String(days), `-${digest}`, '-extfile', conf, '-extensions', 'ext',
			...issuer ? ['-CA', `${issuer.base}.pem`, '-CAkey', `${issuer.base}.key`, '-CAcreateserial'] : ['-signkey', `${base}.key`]])
	return { base, pem: fs.readFileSync(`${base}.pem`), der: openssl(['x509', '-in', `${base}.pem`, '-outform', 'DER']), issuer }
}

const ROOM = 16384	// hexadecimal digits for the signature

// The file with one more signature by who.  digest, subfilter, attached, bare (no certificate in it), more (objects that
// the update also changes) make bad ones.
export function sign(pdf, who, { digest = 'sha256', subfilter = 'ETSI.CAdES.detached', attached = false, bare = false, more = '', range, contents = '/Contents ', room = ROOM } = {}) {
	const text = pdf.toString('latin1')
	const trailer = text.slice(text.lastIndexOf('trailer'))
	const root = /\/Root (\d+) 0 R/.exec(trailer)[1], size = Number(/\/Size (\d+)/.exec(trailer)[1]), prev = /startxref\s+(\d+)/.exec(trailer)[1]
	const all = [...text.matchAll(new RegExp(`(?:^|\\s)${root} 0 obj\\s*<<([^]*?)>>\\s*endobj`, 'g'))]
	const catalog = all[all.length - 1][1].replace(/\/AcroForm << .*?\] >>/, '')
	const old = /\/Fields \[(.*?)\]/.exec(all[all.length - 1][1])?.[1] ?? ''
	let out = text.endsWith('\n') ? '' : '\n'
	const at = {}
	const object = (n, body) => { at[n] = pdf.length + out.length; out += `${n} 0 obj\n${body}\nendobj\n` }
	object(root, `<<${catalog}/AcroForm << /SigFlags 3 /Fields [${old} ${size + 1} 0 R] >>\n>>`)
	object(size + 1, `<< /FT /Sig /Type /Annot /Subtype /Widget /T (tte${size}) /Rect [0 0 0 0] /V ${size} 0 R >>`)
	object(size, `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subfilter} /ByteRange [0 ${'*'.repeat(32)}] ${contents}<${'0'.repeat(room)}> >>`)
	out += more
	const start = pdf.length + out.length
	out += 'xref\n' + Object.keys(at).map(Number).sort((a, b) => a - b).map(n => `${n} 1\n${String(at[n]).padStart(10, '0')} 00000 n \n`).join('')
	out += `trailer\n<< /Size ${size + 2} /Root ${root} 0 R /Prev ${prev} >>\nstartxref\n${start}\n%%EOF\n`
	const whole = pdf.toString('latin1') + out
	const gap = whole.lastIndexOf(`<${'0'.repeat(room)}>`), end = gap + room + 2
	const numbers = (range ?? (n => n))([gap, end, whole.length - end])
	const ranged = Buffer.from(whole.replace('*'.repeat(32), numbers.join(' ').padEnd(32)), 'latin1')
	const data = Buffer.concat([ranged.subarray(0, gap), ranged.subarray(end)])
	const cms = openssl(['cms', '-sign', '-binary', '-outform', 'DER', '-md', digest, '-signer', `${who.base}.pem`, '-inkey', `${who.base}.key`,
		...attached ? ['-nodetach'] : [], ...bare ? ['-nocerts'] : [], ...who.issuer && !bare ? ['-certfile', `${who.issuer.base}.pem`] : []], data)
	const hex = cms.toString('hex')
	if (hex.length > room) throw new Error('the signature has no room')
	return Buffer.concat([ranged.subarray(0, gap + 1), Buffer.from(hex.padEnd(room, '0')), ranged.subarray(end - 1)])
}
