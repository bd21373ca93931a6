// Browsers from Chrome and Edge 109 and Firefox 115: our style, script and pages use nothing newer,
// but for what nginx/README.md names, where a page works without it.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { top } from './stack.mjs'

const files = (folder, ext) => fs.readdirSync(path.join(top, folder), { withFileTypes: true }).flatMap(f =>
	f.isDirectory() ? files(path.join(folder, f.name), ext) : f.name.endsWith(ext) ? [path.join(folder, f.name)] : [])
const text = file => fs.readFileSync(path.join(top, file), 'utf8').replace(/\/\*[^]*?\*\//g, '')

// [what, how it is written, since Chrome, since Firefox]
const style = [
	['nesting', /^\s*&|[{;]\s*&[\s.:>[]/m, 120, 117], ['light-dark()', /light-dark\(/, 123, 120], ['subgrid', /subgrid/, 117, 71],
	['@starting-style', /@starting-style/, 117, 129], ['@scope', /@scope/, 118, 128], ['@property', /@property/, 85, 128],
	['field-sizing', /field-sizing/, 123, 999], ['text-wrap: pretty', /text-wrap:\s*pretty/, 117, 999], ['anchor()', /anchor-name|anchor\(/, 125, 147],
	['scroll-driven animation', /animation-timeline/, 115, 999], ['relative colours', /(rgb|hsl|oklch)\(from/, 119, 128],
	['view transitions', /view-transition/, 111, 144], [':user-invalid', /:user-(in)?valid/, 119, 88], [':open', /:open\b/, 133, 136],
	['if()', /:\s*if\(/, 137, 999], ['interpolate-size', /interpolate-size/, 129, 999], ['round() and its kin', /\b(round|mod|rem|abs|sign)\(/, 125, 118],
	['container style queries', /style\(--/, 111, 999], ['lh', /\d(r?lh)\b/, 109, 120], ['hyphenate-limit-chars', /hyphenate-limit/, 109, 137],
]
const script = [
	['Array.fromAsync', /fromAsync/, 121, 115], ['groupBy', /\bgroupBy\(/, 117, 119], ['withResolvers', /withResolvers/, 119, 121],
	['set operations', /\.(isSubsetOf|symmetricDifference)\(/, 122, 127], ['toSorted and its kin', /\.(toSorted|toSpliced|toReversed)\(|\.with\(\d/, 110, 115],
	['checkVisibility', /checkVisibility/, 105, 106], ['iterator helpers', /\.values\(\)\.(map|filter|some)\(/, 122, 131], ['regex flag v', /\/[a-z]*v[a-z]*[.,;)]/, 112, 116],
	['URL.canParse', /canParse/, 120, 115], ['moveBefore', /moveBefore/, 133, 144], ['Promise.try', /Promise\.try/, 128, 134], ['setHTML', /setHTML/, 146, 148],
	['popover', /showPopover|togglePopover/, 114, 125], ['startViewTransition', /startViewTransition/, 111, 144], ['Uint8Array.fromBase64', /fromBase64/, 140, 133],
]
const page = [
	['popover', /\spopover(target)?[=\s>]/, 114, 125], ['details name', /<details[^>]*\sname=/, 120, 130], ['search element', /<search\b/, 118, 118],
	['command', /\scommand(for)?=/, 135, 144], ['declarative shadow roots', /shadowrootmode/, 111, 123], ['hr in select', /<select[^]*?<hr/, 119, 122],
]

for (const [folder, ext, list] of [['nginx/static', '.css', style], ['nginx/static', '.js', script], ['templates', '.html', page]])
	test(`${folder}/*${ext}: nothing newer than Chrome 109 and Firefox 115`, () => {
		const all = files(folder, ext)
		assert.ok(all.length > 0)
		for (const file of all)
			for (const [what, how, chrome, firefox] of list)
				if (chrome > 109 || firefox > 115)
					assert.doesNotMatch(text(file), how, `${file}: ${what} needs Chrome ${chrome}, Firefox ${firefox}`)
	})

test('the list itself notices', () => {
	assert.match('a {\n\t& b { color: red }\n}', style[0][1])
	assert.match('x.toSorted()', script.find(r => r[0].startsWith('toSorted'))[1])
	assert.match('<details class="x" name="y">', page.find(r => r[0] === 'details name')[1])
})
