import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 6591:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



/* unused reexport */ __nccwpck_require__(5335);
exports.parse = __nccwpck_require__(2696);


/***/ }),

/***/ 2696:
/***/ ((module) => {



/**
 * @import {
 * 	ControlOperator,
 * 	Env,
 * 	GlobPattern,
 * 	ParseEntry,
 * } from './parse' */

// '<(' and '>(' are process substitution operators and
// can be parsed the same as control operator
var CONTROL = /** @type {const} */ ('(?:') + /** @type {const} */ ([
	'\\|\\|',
	'\\&(?:\\&|>>?)', // `&&`, `&>`, and `&>>`
	';;\\&?', // `;;` and `;;&`
	'[;|]\\&', // `;&` and `|&`
	'\\<\\(',
	'\\<\\<\\<',
	'\\<\\<-',
	'\\<\\<(?!\\()', // `<<(` stays `<` and `<(`, as zsh reads it; other shells reject it
	'>>',
	'>[&|(]', // `>&`, `>|`, and `>(`
	'<[&>]', // `<&` and `<>`
	'[&;()|<>]'
]).join(/** @type {const} */ ('|')) + /** @type {const} */ (')');
var controlRE = new RegExp('^' + CONTROL + '$');
var META = /** @type {const} */ ('|&;()<> \\t');
var SINGLE_QUOTE = /** @type {const} */ ('\'([^\']*?)\'');
// bash ANSI-C quoting, `$'...'`: a backslash escapes the next character, including `'`
var ANSI_C_BODY = '(?:\\\\[\\s\\S]|[^\\\\\'])*?';
var ANSI_C_QUOTE = '\\$\'' + ANSI_C_BODY + '\'';
var ansiCAt = new RegExp('\\$\'' + ANSI_C_BODY + '(?:(\')|\\\\?$)', 'g');
var ANSI_C_LETTERS = 'abeEfnrtv';
var ANSI_C_CHARS = '\x07\b\x1B\x1B\f\n\r\t\v';
var hash = /^#$/;

var SQ = /** @type {const} */ ("'");
var DQ = /** @type {const} */ ('"');
var DS = /** @type {const} */ ('$');

var TOKEN = '';
var mult = /** @type {const} */ (0x100000000); // Math.pow(16, 8);
for (var i = 0; i < 4; i++) {
	TOKEN += (mult * Math.random()).toString(16);
}
var startsWithToken = new RegExp('^' + TOKEN);

/**
 * @param {string} s
 * @param {RegExp} r
 */
function matchAll(s, r) {
	var origIndex = r.lastIndex;

	var matches = [];
	var matchObj;

	while ((matchObj = r.exec(s))) {
		matches[matches.length] = matchObj;
		if (r.lastIndex === matchObj.index) {
			r.lastIndex += 1;
		}
	}

	r.lastIndex = origIndex;

	return matches;
}

/**
 * @param {Env} env
 * @param {string} pre
 * @param {string} key
 */
function getVar(env, pre, key) {
	var r = typeof env === 'function' ? env(key) : env[key];
	if (typeof r === 'undefined' && key != '') {
		r = '';
	} else if (typeof r === 'undefined') {
		r = '$';
	}

	if (typeof r === 'object') {
		return pre + TOKEN + JSON.stringify(r) + TOKEN;
	}
	return pre + r;
}

var ansiCEscape = /\\([0-7]{1,3}|x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|U[\dA-Fa-f]{1,8}|c(?:\\\\|[\s\S])|[abeEfnrtv\\'"?])/g;

/**
 * @param {string} m
 * @param {string} escape
 */
function expandAnsiCEscape(m, escape) {
	var kind = escape.charAt(0);
	if (kind === 'c') {
		var ctrl = escape.charAt(1);
		return ctrl === '?' ? '\x7F' : String.fromCharCode(ctrl.charCodeAt(0) & 0x1F);
	}
	if (kind === 'x' || kind === 'u' || kind === 'U') {
		var cp = parseInt(escape.slice(1), 16);
		if (cp > 0x10FFFF) {
			return m;
		}
		return String.fromCharCode.apply(null, cp > 0xFFFF ? [0xD7C0 + (cp >> 10), 0xDC00 + (cp & 0x3FF)] : [cp]);
	}
	if (kind >= '0' && kind <= '7') {
		return String.fromCharCode(parseInt(escape, 8) & 0xFF);
	}
	var letter = ANSI_C_LETTERS.indexOf(escape);
	return letter < 0 ? escape : ANSI_C_CHARS.charAt(letter);
}

/** @param {string} body */
function expandAnsiC(body) {
	return body.replace(ansiCEscape, expandAnsiCEscape).split('\0')[0]; // like bash, a NUL ends the string
}

/**
 * @param {string} s
 * @param {number} i
 */
function closesAnsiC(s, i) {
	ansiCAt.lastIndex = i;
	return !!(/** @type {RegExpExecArray} */ (ansiCAt.exec(s)))[1];
}

/**
 * @param {string} string
 * @param {Env} [env]
 * @param {{ escape?: string, splitUnquoted?: boolean | string }} [opts]
 * @returns {ParseEntry[]}
 */
function parseInternal(string, env, opts) {
	if (!opts) {
		opts = {};
	}
	var BS = opts.escape || '\\';
	var ifs = opts.splitUnquoted === true ? ' \t\n' : (typeof opts.splitUnquoted === 'string' ? opts.splitUnquoted : '');
	var BAREWORD = '(\\' + BS + '[\'"$\\' + BS + META + ']|\\$\\$|\\$(?!' + ANSI_C_QUOTE.slice(2) + ')|[^\\s\'"$' + META + '])+';
	var DOUBLE_QUOTE = '"(?:\\' + BS + '[\\s\\S]|[^"\\' + BS + '])*"';

	var chunker = new RegExp([
		'(' + CONTROL + ')', // control chars
		'(' + ANSI_C_QUOTE + '|' + BAREWORD + '|' + DOUBLE_QUOTE + '|' + SINGLE_QUOTE + ')+'
	].join('|'), 'g');

	var matches = matchAll(string, chunker);

	if (matches.length === 0) {
		return [];
	}
	if (!env) {
		env = {};
	}

	var commented = false;

	return matches.map(function (match) {
		var s = match[0];
		if (!s || commented) {
			return void undefined;
		}
		if (controlRE.test(s)) {
			return /** @type {ControlOperator} */ ({ op: s });
		}

		// Hand-written scanner/parser for Bash quoting rules:
		//
		// 1. inside single quotes, all characters are printed literally.
		// 2. inside double quotes, all characters are printed literally
		//    except variables prefixed by '$' and backslashes followed by
		//    either a double quote or another backslash.
		// 3. outside of any quotes, backslashes are treated as escape
		//    characters and not printed (unless they are themselves escaped)
		// 4. quote context can switch mid-token if there is no whitespace
		//     between the two quote contexts (e.g. all'one'"token" parses as
		//     "allonetoken")
		/** @type {string | boolean} */
		var quote = false;
		var esc = false;
		var out = '';
		/** @type {string[]} */
		var words = [];
		var sawQuote = false;
		/** @type {number | null} */
		var pendingNw = null;
		var isGlob = false;
		/** @type {number} */
		var i;

		function parseEnvVar() {
			i += 1;
			/** @type {number | RegExpMatchArray | null} */
			var varend;
			/** @type {string} */
			var varname;
			var char = s.charAt(i);

			if (char === '{') {
				i += 1;
				if (s.charAt(i) === '}') {
					throw new Error('Bad substitution: ' + s.slice(i - 2, i + 1));
				}
				// match braces by depth so a nested `${` keeps its inner `}` from ending the outer substitution
				var depth = 1;
				varend = i;
				while (depth > 0 && varend < s.length) {
					if (s.charAt(varend) === '{' && s.charAt(varend - 1) === '$') {
						depth += 1;
					} else if (s.charAt(varend) === '}') {
						depth -= 1;
					}
					varend += 1;
				}
				if (depth !== 0) {
					throw new Error('Bad substitution: ' + s.slice(i));
				}
				varend -= 1;
				varname = s.slice(i, varend);
				i = varend;
			} else if ((/[*@#?$!-]/).test(char)) {
				varname = char;
			} else {
				var slicedFromI = s.slice(i);
				varend = slicedFromI.match(/[^\w\d_]/);
				if (!varend) {
					varname = slicedFromI;
					i = s.length;
				} else {
					varname = slicedFromI.slice(0, varend.index);
					i += /** @type {number} */ (varend.index) - 1;
				}
			}
			return getVar(/** @type {NonNullable<typeof env>} */ (env), '', varname);
		}

		function flushRun() {
			if (pendingNw === null) {
				return;
			}
			if (pendingNw === 0) {
				if (out !== '') {
					words[words.length] = out;
					out = '';
				}
			} else {
				words[words.length] = out;
				out = '';
				for (var fe = 1; fe < pendingNw; fe += 1) {
					words[words.length] = '';
				}
			}
			pendingNw = null;
		}

		for (i = 0; i < s.length; i++) {
			var c = s.charAt(i);
			if (ifs && c !== DS) {
				flushRun();
			}
			isGlob = isGlob || (!quote && (c === '*' || c === '?'));
			if (esc) {
				out += c;
				esc = false;
			} else if (quote) {
				if (c === quote) {
					quote = false;
				} else if (quote == SQ) {
					out += c;
				} else { // Double quote
					if (c === BS) {
						i += 1;
						c = s.charAt(i);
						if (c === DQ || c === BS || c === DS) {
							out += c;
						} else {
							out += BS + c;
						}
					} else if (c === DS) {
						out += parseEnvVar();
					} else {
						out += c;
					}
				}
			} else if (c === DQ || c === SQ) {
				quote = c;
				sawQuote = true;
			} else if (controlRE.test(c)) {
				return /** @type {ControlOperator} */ ({ op: s });
			} else if (hash.test(c)) {
				commented = true;
				var commentObj = { comment: string.slice(match.index + i + 1) };
				if (out.length) {
					return /** @type {const} */ ([out, commentObj]);
				}
				return /** @type {const} */ ([commentObj]);
			} else if (c === BS) {
				esc = true;
			} else if (c === DS && s.charAt(i + 1) === SQ && closesAnsiC(s, i)) {
				flushRun();
				sawQuote = true;
				out += expandAnsiC(s.slice(i + 2, ansiCAt.lastIndex - 1));
				i = ansiCAt.lastIndex - 1;
			} else if (c === DS) {
				var value = parseEnvVar();
				if (!ifs) {
					out += value;
				} else {
					for (var vi = 0; vi < value.length; vi += 1) {
						var vc = value.charAt(vi);
						if (ifs.indexOf(vc) < 0) {
							flushRun();
							out += vc;
						} else if (pendingNw === null) {
							pendingNw = vc === ' ' || vc === '\t' || vc === '\n' ? 0 : 1;
						} else if (vc !== ' ' && vc !== '\t' && vc !== '\n') {
							pendingNw += 1;
						}
					}
				}
			} else {
				out += c;
			}
		}

		if (isGlob) {
			return /** @type {GlobPattern} */ ({ op: 'glob', pattern: out });
		}

		if (ifs) {
			if (pendingNw !== null && pendingNw > 0) {
				words[words.length] = out;
				out = '';
				for (var te = 1; te < pendingNw; te += 1) {
					words[words.length] = '';
				}
			}
			if (out !== '' || (sawQuote && words.length === 0)) {
				words[words.length] = out;
			}
			return words;
		}

		return out;
	}).reduce(function (prev, arg) { // finalize parsed arguments
		if (typeof arg === 'undefined') {
			return prev;
		}
		/** @type {ParseEntry[]} */ ([]).concat(arg).forEach(function (entry) {
			prev[prev.length] = entry;
		});
		return prev;
	}, /** @type {ParseEntry[]} */ ([]));
}

/** @type {typeof import('./parse')} */
module.exports = function parse(s, env, opts) {
	var mapped = parseInternal(s, env, opts);
	if (typeof env !== 'function') {
		return mapped;
	}
	return mapped.reduce(function (acc, s) {
		if (typeof s === 'object') {
			acc[acc.length] = s;
			return acc;
		}
		var xs = s.split(RegExp('(' + TOKEN + '.*?' + TOKEN + ')', 'g'));
		if (xs.length === 1) {
			acc[acc.length] = xs[0];
			return acc;
		}
		xs.filter(Boolean).forEach(function (x) {
			acc[acc.length] = startsWithToken.test(x)
				? JSON.parse(x.split(TOKEN)[1])
				: x;
		});
		return acc;
	}, /** @type {ParseEntry[]} */ ([]));
};


/***/ }),

/***/ 5335:
/***/ ((module) => {



/** @import { ControlOperator } from './parse' */

/** @type {ControlOperator['op'][]} */
var OPS = /** @type {const} */ ([
	'||',
	'&&',
	';;&',
	';;',
	';&',
	'|&',
	'<(',
	'>(',
	'<<<',
	'<<-',
	'<<',
	'>>',
	'>&',
	'>|',
	'&>>',
	'&>',
	'<&',
	'<>',
	'&',
	';',
	'(',
	')',
	'|',
	'<',
	'>'
]);
var LINE_TERMINATORS = /[\n\r\u2028\u2029]/;
var GLOB_SHELL_SPECIAL = /[\s#!"$&'():;<=>@\\^`|~]/g;

/** @type {typeof import('./quote')} */
module.exports = function quote(xs) {
	var sawComment = false;
	return xs.map(function (s) {
		if (sawComment && typeof s === 'string' && LINE_TERMINATORS.test(s)) {
			throw new TypeError('a token after a `comment` must not contain line terminators');
		}
		if (s === '') {
			return /** @type {const} */ ('\'\'');
		}
		if (s && typeof s === 'object') {
			if ('op' in s && s.op === 'glob') {
				if (typeof s.pattern !== 'string') {
					throw new TypeError('glob token requires a string `pattern`');
				}
				if (LINE_TERMINATORS.test(s.pattern)) {
					throw new TypeError('glob `pattern` must not contain line terminators');
				}
				if (s.pattern === '') {
					return /** @type {const} */ ('\'\'');
				}
				return s.pattern.replace(GLOB_SHELL_SPECIAL, '\\$&');
			}
			if ('op' in s && typeof s.op === 'string') {
				if (OPS.indexOf(s.op) < 0) {
					throw new TypeError('invalid `op` value: ' + JSON.stringify(s.op));
				}
				return s.op.replace(/[\s\S]/g, '\\$&');
			}
			if ('comment' in s && typeof s.comment === 'string') {
				if (LINE_TERMINATORS.test(s.comment)) {
					throw new TypeError('`comment` must not contain line terminators');
				}
				sawComment = true;
				return '#' + s.comment;
			}
			throw new TypeError('unrecognized object token shape');
		}
		if ((/'/).test(s) && (/!/).test(s)) {
			return "'" + s.replace(/'/g, "'\"'\"'") + "'";
		}
		if ((/["\s\\]/).test(s) && !(/'/).test(s)) {
			return "'" + s + "'";
		}
		if ((/["'\s]/).test(s)) {
			return '"' + s.replace(/(["\\$`])/g, '\\$1') + '"';
		}
		return String(s).replace(/([A-Za-z]:)?([#!"$&'()*,:;<=>?@[\\\]^`{|}~])/g, '$1\\$2');
	}).join(' ');
};


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3480:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("querystring");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8167:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("worker_threads");

/***/ }),

/***/ 8466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ environmentLayer),
/* harmony export */   Qo: () => (/* binding */ readEnvironment),
/* harmony export */   xL: () => (/* binding */ marker)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2253);



function readEnvironment(env = process.env) {
    const proxy = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];
    return {
        env: { ...env },
        workspace: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(env.GITHUB_WORKSPACE || process.cwd()),
        temp: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)()),
        proxyEnv: Object.fromEntries(proxy.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    };
}
const marker = 'CLAUDE_PROVIDER_ACTION_SETUP';
function environmentLayer(env) {
    const gateway = env[marker];
    const ours = gateway !== undefined && gateway !== '' && baseUrls.some((name) => env[name]?.startsWith(gateway))
        ? /^(ANTHROPIC_((BEDROCK_|VERTEX_)?BASE_URL|MODEL|DEFAULT_\w+_MODEL)|CLAUDE_CODE_(USE|SKIP)_\w+)$/
        : /^$/;
    const said = Object.entries(env).filter(([name, value]) => !value?.startsWith(_token_js__WEBPACK_IMPORTED_MODULE_2__/* .tokenPrefix */ .Iy) && !ours.test(name));
    return { kind: 'env', name: 'env', keys: {}, env: Object.fromEntries(said) };
}
const baseUrls = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_BEDROCK_BASE_URL', 'ANTHROPIC_VERTEX_BASE_URL'];


/***/ }),

/***/ 8987:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/report/outputs.js + 1 modules
var outputs = __nccwpck_require__(6658);
// EXTERNAL MODULE: ./build/report/plain-text.js
var plain_text = __nccwpck_require__(5263);
;// CONCATENATED MODULE: ./build/report/redacted.js
function redacted(report, redact) {
    const { outcome, explained } = report;
    return {
        ...report,
        outcome: outcome.conclusion === 'success' ? outcome : { ...outcome, message: redact(outcome.message) },
        explained: explained.map(({ value, over, ...rest }) => ({
            ...rest,
            value: redact(value),
            over: over.map((lost) => ({ ...lost, value: redact(lost.value) })),
        })),
    };
}

// EXTERNAL MODULE: ./build/report/figures.js
var report_figures = __nccwpck_require__(1822);
;// CONCATENATED MODULE: ./build/report/safe-markdown.js
function safeMarkdown(text) {
    let fence;
    let certainty = 'sure';
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => {
        if (fence !== undefined) {
            const state = within(line, fence);
            if (state !== 'open')
                fence = undefined;
            if (state !== 'lost')
                return line;
            certainty = 'lost';
        }
        if (certainty !== 'lost') {
            fence = openFence(line);
            if (fence !== undefined)
                return safeText(line);
            if (hidesFence.test(line))
                certainty = 'lost';
            else if (/^[ \t]*$/.test(line))
                certainty = 'sure';
        }
        const safe = safeLine(line, certainty === 'sure');
        if (!safe.sure && certainty === 'sure')
            certainty = 'not in this block';
        return safe.line;
    })
        .join('\n');
}
function openFence(line) {
    const [, indent, marks, info] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (indent === undefined || marks === undefined || info === undefined)
        return undefined;
    if (marks.startsWith('`') && info.includes('`'))
        return undefined;
    return { indent: indent.length, char: marks[0], length: marks.length };
}
const hidesFence = /^(\s*([-+*]|\d+[.)])\s.*|\s+)(`{3,}|~{3,})/;
function within(line, { indent, char, length }) {
    const [, space = '', marks] = /^(\s*)(`{3,}|~{3,})?\s*$/.exec(line) ?? [undefined, /^\s*/.exec(line)[0]];
    if (indent > 0 && line.trim() !== '' && (space.length < indent || space.includes('\t')))
        return 'lost';
    if (marks === undefined || marks[0] !== char || marks.length < length)
        return 'open';
    if (space.length > 3)
        return indent > 0 ? 'lost' : 'open';
    return 'closed';
}
function safeLine(line, sure) {
    if (!sure || !line.includes('`'))
        return { line: safeText(line), sure };
    if (/^[\s>]*\[[^\]]*\]:/.test(line))
        return { line: safeText(line), sure: false };
    const runs = new BacktickRuns(line);
    let safe = '';
    let from = 0;
    let inUrl = false;
    let link = 'none';
    for (const { 0: token, index: at } of line.matchAll(telling)) {
        if (at < from)
            continue;
        if (token.startsWith('`')) {
            const end = inUrl || link !== 'none' || line[at - 1] === '\\' ? undefined : runs.closing(at, token.length);
            if (end === undefined || line.slice(at, end).includes('|'))
                return { line: safe + safeText(line.slice(from)), sure: false };
            safe += safeText(line.slice(from, at)) + line.slice(at, end);
            from = end;
        }
        else if (token === '](')
            link = 'destination';
        else if (token === ')' && link === 'destination')
            link = 'none';
        else if (link === 'destination' && /^[\s("'<]/.test(token))
            link = 'something in it';
        if (/^\s/.test(token))
            inUrl = false;
        else if (/^(:\/\/|www\.)/i.test(token))
            inUrl = true;
    }
    return { line: safe + safeText(line.slice(from)), sure: true };
}
const telling = /`+|\]\(|:\/\/|www\.|\s+|[()"'<]/gi;
class BacktickRuns {
    #byLength = new Map();
    constructor(line) {
        for (const { 0: run, index } of line.matchAll(/`+/g)) {
            const positions = this.#byLength.get(run.length);
            if (positions === undefined)
                this.#byLength.set(run.length, [index]);
            else
                positions.push(index);
        }
        for (const positions of this.#byLength.values())
            positions.reverse();
    }
    closing(at, length) {
        const positions = this.#byLength.get(length) ?? [];
        while (positions.length > 0 && positions.at(-1) <= at)
            positions.pop();
        const next = positions.at(-1);
        return next === undefined ? undefined : next + length;
    }
}
function safeText(text) {
    return text.replaceAll('<', '&lt;').replaceAll('![', '&#33;[').replace(drawing, '$1text ');
}
const drawing = /((?:(?<!`)`{3,}(?!`)|(?<!~)~{3,}(?!~))[ \t]*)(?=(?:mermaid|geojson|topojson|stl|math)\b|[^\s`]{0,99}[&\\])/gi;
function quoted(markdown) {
    return markdown
        .trimEnd()
        .split(/\r\n|\r|\n/)
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
}
function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./build/report/summary.js





const mostBytes = 900_000;
const headings = {
    success: '✅ Claude finished',
    failure: '❌ Claude failed',
    timeout: '⏱️ Claude ran out of time',
    cancelled: '🚫 Claude was cancelled',
    skipped: '⏭️ Claude was not run',
};
function summaryOf(report) {
    const { outcome, transcript, executionFile } = report;
    const success = outcome.conclusion === 'success';
    const head = [`## ${headings[outcome.conclusion]}`, success ? '' : failure(outcome), facts(report)];
    const foot = [
        transcript === undefined ? '' : tools([...transcript.tools.values()]),
        rotation(report.rotation),
        chosen(report.explained),
        report.policy === undefined ? '' : policy(report.policy),
        executionFile === undefined ? '' : `<p><sub>Transcript: ${code(executionFile, 1000)}</sub></p>`,
    ];
    const answer = shownAnswer((0,outputs/* answerOf */.ut)(transcript), executionFile);
    const body = answer === '' ? [] : [success ? '### Result' : '### The last it said', answer];
    return `${[...head, ...body, ...foot].filter((part) => part !== '').join('\n\n')}\n`;
}
function shownAnswer(answer, executionFile) {
    for (let length = mostBytes;; length = Math.floor(length / 2)) {
        const shown = quoted(safeMarkdown((0,outputs/* cutText */.IN)(answer, length, executionFile)));
        if (answer === '' || Buffer.byteLength(shown) <= mostBytes)
            return answer === '' ? '' : shown;
    }
}
function failure(outcome) {
    const { cause, cure } = (0,errors/* explain */.WE)(outcome.code);
    const message = `<pre>${escapeHtml((0,outputs/* cutText */.IN)((0,plain_text/* logLines */.OG)(outcome.message).join('\n'), 8_000, undefined))}</pre>`;
    return [`**${cause}** <code>${outcome.code}</code>`, message, `**What to do:** ${cure}`].join('\n\n');
}
function facts({ plan, transcript, figures, sandbox }) {
    if (plan === undefined)
        return '';
    const row = [
        ['Provider', plan.provider.provider],
        ['Model', plan.model.name === plan.model.id ? plan.model.name : `${plan.model.name} (${plan.model.id})`],
    ];
    if (figures !== undefined) {
        const cached = figures.cachedTokens ? `, ${(0,report_figures/* showTokens */.G$)(figures.cachedTokens)} cached` : '';
        row.push(['Turns', String(figures.turns)], ['Tokens', `${(0,report_figures/* showTokens */.G$)(figures.inputTokens)} in${cached}, ${(0,report_figures/* showTokens */.G$)(figures.outputTokens)} out`], ['Cost', (0,report_figures/* showCost */.Dj)(figures.costUsd)], ['Time', (0,report_figures/* showTime */.lY)(figures.durationMs)]);
    }
    if (transcript?.sessionId !== undefined)
        row.push(['Session', transcript.sessionId]);
    if (sandbox !== undefined)
        row.push(['Sandbox', sandbox.kind === 'apart' ? `on (${sandbox.way})` : `none: ${sandbox.why}`]);
    return table(row.map(([name]) => name), [row.map(([, value]) => escapeHtml((0,plain_text/* logLine */.BP)(value, 300)))]);
}
function tools(calls) {
    if (calls.length === 0)
        return '';
    const byName = Map.groupBy(calls, ({ name }) => name);
    const rows = [...byName].map(([name, of]) => {
        const count = (state) => of.filter((call) => call.state === state).length;
        return [code(name, 60), String(of.length), String(count('failed') || ''), String(count('denied') || '')];
    });
    const denied = calls.filter(({ state }) => state === 'denied').slice(0, 50);
    const list = denied.map(({ name, target }) => `<li>${code(name, 60)} ${code(target, 200)}</li>`).join('');
    const told = denied.length === 0 ? [] : ['**Denied:** allow what the task needs with `allowed-tools`.', `<ul>${list}</ul>`];
    return ['### Tools', table(['Tool', 'Calls', 'Failed', 'Denied'], rows.slice(0, 50)), ...told].join('\n\n');
}
function chosen(rows) {
    if (rows.length === 0)
        return '';
    const cells = rows.map(({ name, value, source, over }) => [
        name,
        code(value, 200),
        code(source, 100),
        over.map((lost) => `${code(lost.value, 100)} from ${code(lost.source, 100)}`).join(', '),
    ]);
    return `<details><summary>What was chosen, and why</summary>\n\n${table(['', 'Value', 'From', 'Over'], cells)}\n\n</details>`;
}
function rotation({ rotation, version, before, after }) {
    if (before === undefined)
        return '';
    const labels = [...new Set([...Object.keys(before), ...Object.keys(after ?? {})])].sort();
    const rows = labels.map((label) => [code(label, 60), code(before[label] ?? '', 100), code(after?.[label] ?? '', 100)]);
    const used = version === undefined ? '' : `In use: ${code(version, 100)}`;
    return ['### The key', `<code>${rotation}</code>`, table(['Label', 'Before', 'After'], rows), used]
        .filter(Boolean)
        .join('\n\n');
}
function policy(document) {
    const json = escapeHtml(JSON.stringify(document, null, 2));
    return `<details><summary>The least IAM policy for this</summary>\n\n<pre>${json}</pre>\n\n</details>`;
}
function table(heads, rows) {
    const line = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
    return `<table>${line(heads, 'th')}${rows.map((cells) => line(cells, 'td')).join('')}</table>`;
}
function code(text, length) {
    const line = (0,plain_text/* logLine */.BP)(text, length);
    return line === '' ? '' : `<code>${escapeHtml(line)}</code>`;
}

;// CONCATENATED MODULE: ./build/action/publish.js





async function publish(core, whole, redactor) {
    const report = redacted(whole, redactor.text);
    for (const [name, value] of Object.entries((0,outputs/* outputsOf */.Yz)(report))) {
        try {
            core.setOutput(name, outputWithout(redactor, name, value));
        }
        catch (error) {
            core.warning(`The output ${name} could not be set: ${error.message}`);
        }
    }
    announce(core, report);
    try {
        await core.summary.addRaw(redactor.text(summaryOf(report))).write();
    }
    catch (error) {
        core.warning(`The job summary could not be written: ${error.message}`);
    }
}
function outputWithout(redactor, name, value) {
    if (name === 'execution-file')
        return value;
    return name === 'structured-output' ? redactor.json(value) : redactor.text(value);
}
function announce(core, { outcome }) {
    const calm = outcome.conclusion === 'success' || outcome.conclusion === 'skipped';
    process.exitCode = calm ? core.ExitCode.Success : core.ExitCode.Failure;
    if (outcome.conclusion === 'success')
        return;
    const { cause, cure } = (0,errors/* explain */.WE)(outcome.code);
    const text = `${(0,plain_text/* logLines */.OG)(outcome.message).join('\n')}\n${cause} ${cure} (error-code: ${outcome.code})`;
    if (outcome.conclusion === 'skipped')
        core.notice(text, { title: 'Claude was not run' });
    else
        core.error(text, { title: `Claude: ${outcome.code}` });
}


/***/ }),

/***/ 7873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ Runner)
});

// EXTERNAL MODULE: ./build/redact/redactor.js + 2 modules
var redactor = __nccwpck_require__(1567);
// EXTERNAL MODULE: ./build/report/plain-text.js
var plain_text = __nccwpck_require__(5263);
;// CONCATENATED MODULE: ./build/action/toolkit.js
const loadToolkit = () => Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(955), __nccwpck_require__.e(58)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6058));

;// CONCATENATED MODULE: ./build/action/runner.js



class Runner {
    #toolkit;
    #opening;
    #masks = new Set();
    redactor = new redactor/* Redactor */.p();
    #waiting = [];
    open() {
        this.#opening ??= loadToolkit().then((toolkit) => {
            for (const line of this.#masks)
                toolkit.setSecret(line);
            this.#toolkit = toolkit;
            for (const say of this.#waiting)
                this.#say(say);
            return toolkit;
        });
        return this.#opening;
    }
    mask = (secret) => {
        this.redactor.add(secret);
        for (const line of secret.split(/\r\n|[\r\n]/)) {
            if (line.trim().length < 4 || this.#masks.has(line))
                continue;
            this.#masks.add(line);
            this.#toolkit?.setSecret(line);
        }
    };
    info(text) {
        this.#say((toolkit) => {
            for (const line of (0,plain_text/* safeLines */.Bv)(this.redactor.text(text)))
                toolkit.info(line);
        });
    }
    warning(message) {
        this.#say((toolkit) => toolkit.warning(this.redactor.text(message)));
    }
    startGroup(title) {
        this.#say((toolkit) => toolkit.startGroup(this.redactor.text(title)));
    }
    endGroup() {
        this.#say((toolkit) => toolkit.endGroup());
    }
    #say(say) {
        if (this.#toolkit === undefined) {
            this.#waiting.push(say);
            return;
        }
        try {
            say(this.#toolkit);
        }
        catch (error) {
            this.#toolkit.warning(`The runner could not be told something: ${error.message}`);
        }
    }
}


/***/ }),

/***/ 9295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  mZ: () => (/* binding */ settingsLayers),
  Lq: () => (/* binding */ userSettings),
  Y9: () => (/* binding */ userSettingsPath),
  $_: () => (/* binding */ workspaceSettings)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/words.js
var words = __nccwpck_require__(9181);
// EXTERNAL MODULE: ./build/resolve/layers.js
var resolve_layers = __nccwpck_require__(7457);
// EXTERNAL MODULE: ./build/resolve/plan.js
var plan = __nccwpck_require__(7412);
;// CONCATENATED MODULE: ./build/resolve/settings.js



function readSettings(name, settings) {
    const problems = [];
    const warnings = [];
    const keys = {};
    for (const key of resolve_layers/* settingsKeys */._W) {
        const held = Object.hasOwn(settings, key) ? settings[key] : undefined;
        if (held === undefined || held === null || (typeof held === 'string' && held.trim() === ''))
            continue;
        if (typeof held !== 'string')
            problems.push({ key, held: show(held), expected: 'must be a string' });
        else if (key === 'apiProvider' && !plan/* providers */.r5.includes(held))
            problems.push({ key, held, expected: (0,words/* oneOf */.y)(held, plan/* providers */.r5) });
        else
            keys[key] = held.trim();
    }
    for (const key of Object.keys(settings)) {
        const near = resolve_layers/* settingsKeys */._W.includes(key) ? undefined : (0,words/* nearest */.p)(key, resolve_layers/* settingsKeys */._W);
        if (near !== undefined && isTypo(key, near))
            warnings.push({ key, expected: `is not a key that anything reads; did you mean \`${near}\`?` });
    }
    return { layer: { kind: 'file', name, keys, env: environmentOf(settings, problems) }, problems, warnings };
}
function isTypo(key, near) {
    const plain = (word) => word.toLowerCase().replace(/[^a-z]/g, '');
    return plain(key) === plain(near) || (key.length > 5 && Math.abs(key.length - near.length) <= 2);
}
function environmentOf(settings, problems) {
    const held = Object.hasOwn(settings, 'env') ? settings.env : undefined;
    if (held === undefined || held === null)
        return {};
    if (typeof held !== 'object' || Array.isArray(held)) {
        problems.push({ key: 'env', held: show(held), expected: 'must be an object of variables' });
        return {};
    }
    const plain = Object.entries(held).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
    return Object.fromEntries(plain.map(([variable, value]) => [variable, String(value)]));
}
function show(held) {
    return (JSON.stringify(held) ?? String(held)).slice(0, 200);
}

;// CONCATENATED MODULE: ./build/action/settings-files.js



const longestFile = 1 << 20;
function workspaceSettings(folder) {
    return Promise.all(['.claude/settings.local.json', '.claude/settings.json'].map((name) => readText(name, (0,external_node_path_.join)(folder, name))));
}
async function userSettings(env) {
    const name = '~/.claude/settings.json';
    const path = userSettingsPath(env);
    return path === undefined ? { name, text: undefined } : readText(name, path);
}
function userSettingsPath(env) {
    const home = env.HOME || env.USERPROFILE;
    const folder = env.CLAUDE_CONFIG_DIR || (home === undefined || home === '' ? undefined : (0,external_node_path_.join)(home, '.claude'));
    return folder === undefined ? undefined : (0,external_node_path_.join)(folder, 'settings.json');
}
async function settingsLayers(files) {
    const all = { layers: [], problems: [], warnings: [] };
    for (const { name, text, unreadable } of files) {
        if (unreadable !== undefined)
            all.problems.push({ where: name, expected: unreadable, code: 'settings-invalid' });
        if (text === undefined || text.trim() === '')
            continue;
        const json = parseObject(text);
        if (json === undefined) {
            all.problems.push(await syntaxProblem(name, text));
            continue;
        }
        const { layer, problems, warnings } = readSettings(name, json);
        all.layers.push(layer);
        for (const problem of problems)
            all.problems.push({ ...(await at(name, text, problem)), code: 'settings-invalid' });
        for (const warning of warnings) {
            const { where, expected } = await at(name, text, warning);
            all.warnings.push(`${where} ${expected}`);
        }
    }
    return all;
}
async function readText(name, path) {
    const file = { name, text: undefined };
    try {
        const { size, isFile } = await (0,promises_.stat)(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
        if (!isFile)
            return { ...file, unreadable: 'is not a file' };
        if (size > longestFile)
            return { ...file, unreadable: 'is over 1 MB, which no settings file is' };
        return { name, text: (await (0,promises_.readFile)(path, 'utf8')).replace(/^\ufeff/, '') };
    }
    catch (error) {
        const { code, message } = error;
        return code === 'ENOENT' || code === 'ENOTDIR'
            ? file
            : { ...file, unreadable: `cannot be read: ${code ?? message}` };
    }
}
function parseObject(text) {
    if (text.length > longestFile)
        return undefined;
    try {
        const json = JSON.parse(text);
        if (typeof json === 'object' && json !== null && !Array.isArray(json))
            return json;
    }
    catch {
    }
    return undefined;
}
async function syntaxProblem(name, text) {
    const code = 'settings-invalid';
    if (text.length > longestFile)
        return { where: name, expected: 'is over 1 MB, which no settings file is', code };
    const { parse, printParseErrorCode } = await __nccwpck_require__.e(/* import() */ 547).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9547, 19));
    try {
        const errors = [];
        parse(text, errors, { disallowComments: true, allowTrailingComma: false });
        const first = errors[0];
        if (first !== undefined) {
            const reason = printParseErrorCode(first.error)
                .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
                .toLowerCase();
            return { where: `${name} line ${lineOf(text, first.offset)}`, expected: `is not JSON (${reason})`, code };
        }
    }
    catch {
    }
    return { where: name, expected: 'must be a JSON object', code };
}
async function at(name, text, { key, held, expected }) {
    const { parseTree, findNodeAtLocation } = await __nccwpck_require__.e(/* import() */ 547).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9547, 19));
    let line = '';
    try {
        const tree = parseTree(text);
        const node = tree === undefined ? undefined : findNodeAtLocation(tree, [key]);
        if (node !== undefined)
            line = ` line ${lineOf(text, node.parent?.offset ?? node.offset)}`;
    }
    catch {
    }
    return { where: `${name}${line} ${key}`, expected, ...(held === undefined ? {} : { held }) };
}
function lineOf(text, offset) {
    return text.slice(0, offset).split('\n').length;
}


/***/ }),

/***/ 862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ seal)
/* harmony export */ });
/* unused harmony export unseal */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

function seal(env, name, value) {
    return `${signature(env, name, value) ?? ''}:${value}`;
}
function unseal(env, name) {
    const held = env[`STATE_${name}`];
    if (held === undefined || held === '')
        return { kind: 'none' };
    const end = held.indexOf(':');
    const value = held.slice(end + 1);
    const expected = signature(env, name, value);
    const same = end >= 0 && expected !== undefined && isSame(held.slice(0, end), expected);
    return same ? { kind: 'sealed', value } : { kind: 'forged' };
}
function signature(env, name, value) {
    const key = env.ACTIONS_RUNTIME_TOKEN || env['INPUT_GITHUB-TOKEN'];
    return key ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(`${name}\0${value}`).digest('base64url') : undefined;
}
function isSame(held, expected) {
    const [one, other] = [Buffer.from(held), Buffer.from(expected)];
    return one.length === other.length && timingSafeEqual(one, other);
}


/***/ }),

/***/ 8898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ pinnedVariables),
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
/* harmony import */ var _redact_redactor_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1567);
/* harmony import */ var _resolve_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7412);
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2253);



const withheld = /^(INPUT_.*|ACTIONS_.*|STATE_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|(GITHUB|GH|GITHUB_ENTERPRISE|GH_ENTERPRISE)_TOKEN|ANTHROPIC_(\w*API_KEY|\w*AUTH_TOKEN|CUSTOM_HEADERS|IDENTITY_TOKEN.*)|CLAUDE_(API_KEY|CODE_(OAUTH|SESSIONS_OAUTH)_.*|CODE_GATEWAY_TOKEN|CODE_SESSION_ACCESS_TOKEN)|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|BEARER_TOKEN_.*|WEB_IDENTITY_TOKEN_FILE|ROLE_ARN|PROFILE|DEFAULT_PROFILE|SHARED_CREDENTIALS_FILE|CONFIG_FILE|CONTAINER_.*)|GOOGLE_(APPLICATION_CREDENTIALS|GHA_CREDS_PATH|CREDENTIALS|API_KEY|OAUTH_ACCESS_TOKEN)|CLOUDSDK_AUTH_.*|VERTEX_REGION_.*|GEMINI_API_KEY|AZURE_(CLIENT_SECRET|CLIENT_CERTIFICATE_.*|FEDERATED_TOKEN.*|PASSWORD)|ARM_(CLIENT_SECRET|ACCESS_KEY|SAS_TOKEN|OIDC_.*)|OPENAI_API_KEY|NODE_AUTH_TOKEN|NPM_TOKEN)$/i;
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'];
const noProxyNames = ['NO_PROXY', 'no_proxy'];
const aliasVariables = {
    haiku: 'ANTHROPIC_DEFAULT_HAIKU_MODEL',
    sonnet: 'ANTHROPIC_DEFAULT_SONNET_MODEL',
    opus: 'ANTHROPIC_DEFAULT_OPUS_MODEL',
};
function pinnedVariables(plan, connection, env) {
    const pinned = {};
    for (const name of plan.settingsVariables ?? [])
        pinned[name] = withheld.test(name) ? '' : (env[name] ?? '');
    for (const name of _resolve_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .steeringVariables */ .Jt)
        pinned[name] = '';
    for (const name of proxyVariables)
        pinned[name] = env[name] ?? '';
    for (const name of noProxyNames)
        pinned[name] = withLoopback(env.NO_PROXY, env.no_proxy);
    for (const [tier, name] of Object.entries(aliasVariables))
        pinned[name] = plan.model.aliases[tier];
    pinned.CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC = '1';
    pinned.CLAUDE_CODE_DISABLE_LEGACY_MODEL_REMAP = '1';
    return { ...pinned, ...leading(plan.provider, connection) };
}
const projectToCome = `${_token_js__WEBPACK_IMPORTED_MODULE_1__/* .tokenPrefix */ .Iy}project`;
function leading(provider, connection) {
    switch (provider.provider) {
        case 'anthropic':
        case 'openai-compatible':
            return connection.kind === 'direct'
                ? connection.variables
                : { ANTHROPIC_BASE_URL: connection.url, ANTHROPIC_AUTH_TOKEN: connection.token };
        case 'bedrock': {
            const mode = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: provider.region };
            if (connection.kind === 'direct')
                return { ...mode, ...connection.variables };
            const url = `${connection.url}/${connection.token}`;
            return { ...mode, CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1', ANTHROPIC_BEDROCK_BASE_URL: url };
        }
        case 'vertex': {
            const mode = { CLAUDE_CODE_USE_VERTEX: '1', CLOUD_ML_REGION: provider.region };
            if (connection.kind === 'direct')
                return { ...mode, ...connection.variables };
            return {
                ...mode,
                CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
                ANTHROPIC_VERTEX_PROJECT_ID: provider.project ?? projectToCome,
                ANTHROPIC_VERTEX_BASE_URL: `${connection.url}/${connection.token}/v1`,
            };
        }
    }
}
function childEnvironment(env, pinned, secrets, mark) {
    const child = {};
    const redactor = new _redact_redactor_js__WEBPACK_IMPORTED_MODULE_0__/* .Redactor */ .p();
    for (const secret of secrets)
        if (secret.length >= longEnough)
            redactor.add(secret);
    for (const [name, value] of Object.entries(env)) {
        if (value === undefined || withheld.test(name))
            continue;
        if (!runnerOwn.test(name) && (secrets.some((secret) => holds(value, secret)) || redactor.text(value) !== value)) {
            if (gitSetting.test(name))
                child[name] = /KEY/.test(name) ? 'withheld.setting' : '';
            continue;
        }
        child[name] = value;
    }
    for (const [name, value] of Object.entries(pinned)) {
        if (value === '')
            delete child[name];
        else
            child[name] = value;
    }
    child[mark[0]] = mark[1];
    return child;
}
const runnerOwn = /^(CI|HOME|PATH|PWD|SHELL|LANG|USER|GITHUB_\w+|RUNNER_\w+)$/i;
const gitSetting = /^GIT_CONFIG_(KEY|VALUE)_\d+$/;
const longEnough = 12;
function holds(value, secret) {
    return value === secret || (secret.length >= longEnough && value.includes(secret));
}
function withLoopback(...lists) {
    const hosts = lists.flatMap((list) => (list ?? '').split(',')).map((host) => host.trim());
    return [...new Set([...hosts.filter(Boolean), '127.0.0.1', 'localhost'])].join(',');
}


/***/ }),

/***/ 2465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ launch),
  b: () => (/* binding */ notToBeHad)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/claude/sandbox.js
const system = '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
const curtains = `
job=$PATH PATH=${system}
give_up() { exit 125; }
# A number that no other run has: programs name files in shared folders by it.
{ echo "$((RANDOM % 30000 + 300))" >/proc/sys/kernel/ns_last_pid; } 2>/dev/null
# As bash 5.0 does it: the table in a file without a name. From a pipe \`mount\` would not read it.
BASH_COMPAT=50
[ -z "$1" ] || mount -a -T /dev/fd/3 3<<<"$1" || give_up
shift
todo=
while [ "$1" != -- ]; do mount -o bind,ro "$1" "$1" & todo="$todo $!"; shift; done
shift
for one in $todo; do wait "$one" || give_up; done
[ -z "$1" ] || mount -t cgroup2 -o ro cgroup2 "$1" || give_up
# What was the working folder may stand behind a curtain by now.
cd -- "$2" || give_up
shift 2
PATH=$job
export PATH
exec "$@"
give_up
`;
const init = `
exec 3>&2 2>/dev/null
printf '%s\\n' "$1" >&3
shift
"$@" 2>&3 3>&-
exit $?
`;
const environmentFirst = `
for variable in $(compgen -e); do unset "$variable"; done
while IFS= read -r -d '' variable && [ -n "$variable" ]; do export "$variable"; done 2>/dev/null
`;
const initName = 'claude-sandbox';
const rootKeeps = [
    ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap', 'setfcap'],
    ...['net_bind_service', 'sys_chroot', 'audit_write', 'sys_nice', 'ipc_lock'],
];
const bash = ['/bin/bash', '--norc', '-p', '-c'];
function waysFor({ uid, gid, groups }, curtainsToDraw, inside) {
    const apart = ['--mount', '--pid', '--mount-proc', '--fork', '--kill-child'];
    const drawn = [...bash, curtains, initName, ...drawing(curtainsToDraw, uid, gid), inside.cwd];
    const asInit = (script) => [...bash, script, initName, inside.mark, inside.binary, ...inside.args];
    const noRights = ['--no-new-privs', '--ambient-caps=-all', '--inh-caps=-all'];
    const setpriv = '/usr/bin/setpriv';
    if (uid === 0) {
        const kept = `--bounding-set=-all,${rootKeeps.map((name) => `+${name}`).join(',')}`;
        const args = [...apart, '--', ...drawn, setpriv, ...noRights, kept, '--', ...asInit(init)];
        return [{ name: 'root', command: '/usr/bin/unshare', args, environment: 'inherited' }];
    }
    const none = '--bounding-set=-all';
    const own = ['--user', '--map-current-user', '--keep-caps', ...apart];
    const back = [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`,
    ];
    return [
        {
            name: 'user namespaces',
            command: '/usr/bin/unshare',
            args: [...own, '--', ...drawn, setpriv, ...noRights, none, '--', ...asInit(init)],
            environment: 'inherited',
        },
        {
            name: 'sudo',
            command: '/usr/bin/sudo',
            args: [
                ...['-n', ...(inside.oddNames ? ['-E'] : []), '--', '/usr/bin/unshare', ...apart, '--', ...drawn],
                ...[setpriv, ...noRights, none, ...back, '--', ...asInit(environmentFirst + init)],
            ],
            environment: 'on stdin',
        },
    ];
}
function drawing(all, uid, gid) {
    const table = all.flatMap((curtain) => {
        const path = curtain.path.replace(/[\\\s#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
        if (curtain.kind === 'pin')
            return [`${path} ${path} none rbind 0 0`];
        if (curtain.kind === 'keep' && !curtain.mounted)
            return [`${path} ${path} none bind,ro 0 0`];
        if (curtain.kind === 'empty')
            return [`claude-empty ${path} tmpfs mode=700,uid=${uid},gid=${gid},size=64m 0 0`];
        if (curtain.kind !== 'hide')
            return [];
        return [
            curtain.is === 'file' ? `/dev/null ${path} none bind 0 0` : `claude-hidden ${path} tmpfs ro,mode=755,size=4k 0 0`,
        ];
    });
    const kept = all.flatMap((curtain) => (curtain.kind === 'keep' && curtain.mounted ? [curtain.path] : []));
    return [table.join('\n'), ...kept, '--', all.find(({ kind }) => kind === 'cgroup2')?.path ?? ''];
}
const oddName = /^(?![A-Za-z_]\w*$)/;
function oddlyNamed(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => oddName.test(name)));
}
function onStdin(env) {
    const named = Object.entries(env).filter(([name]) => !oddName.test(name));
    return `${named.map(([name, value]) => `${name}=${value}\0`).join('')}\0`;
}
const crashes = {
    4: 'SIGILL',
    5: 'SIGTRAP',
    6: 'SIGABRT',
    7: 'SIGBUS',
    8: 'SIGFPE',
    9: 'SIGKILL',
    11: 'SIGSEGV',
    31: 'SIGSYS',
};
function endInside(end) {
    const signal = end.code === null ? undefined : crashes[end.code - 128];
    return signal === undefined ? end : { code: null, signal };
}

;// CONCATENATED MODULE: ./build/claude/launch.js








const setUpMs = 10_000;
async function launch(launching, stop) {
    const { sandbox, binary } = launching;
    if (sandbox.kind === 'none')
        return direct(launching, sandbox.why);
    if ((0,external_node_path_.isAbsolute)(binary) && !isProgram(binary))
        return direct(launching, 'there is nothing to start');
    const failures = [];
    const mark = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const { env, inside } = withoutChanged(launching);
    const oddNames = Object.keys(oddlyNamed(env)).length > 0;
    for (const way of waysFor(sandbox.user, sandbox.curtains, { ...inside, mark, oddNames })) {
        const tried = await take(way, { ...launching, env }, mark, stop);
        if (typeof tried !== 'string')
            return tried;
        if (tried === stopped)
            return undefined;
        failures.push(`by ${way.name}: ${tried}`);
    }
    const why = failures.join('; ');
    if (sandbox.orElse === 'fail')
        throw notToBeHad(why);
    return direct(launching, why);
}
const changed = ['SHELLOPTS', 'BASHOPTS'];
function withoutChanged({ env, binary, args, cwd }) {
    const given = changed.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
    const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !changed.includes(name)));
    const inside = given.length === 0 ? { binary, args } : { binary: '/usr/bin/env', args: [...given, binary, ...args] };
    return { env: rest, inside: { ...inside, cwd } };
}
function notToBeHad(why) {
    const cure = 'Run the step on Linux, as a user who may make user namespaces or use `sudo` without a password (util-linux 2.36 or newer and bash are needed), or take `sandbox: auto`.';
    return new errors/* ActionError */.lZ('input-invalid', `sandbox is "require": the sandbox cannot be had here (${why}). ${cure}`);
}
const stopped = 'the run was stopped';
async function take(way, launching, mark, stop) {
    const { env, cwd, binary } = launching;
    let started;
    try {
        started = await start(way.command, way.args, way.environment === 'inherited' ? env : bare(env), cwd);
    }
    catch (error) {
        const { code, message } = error;
        if (code === 'E2BIG')
            throw cannotStart(binary, error);
        return code === 'ENOENT' ? `there is no ${way.command}` : message;
    }
    const { child, ended } = started;
    launching.spawned?.();
    child.stdin.on('error', () => { });
    if (way.environment === 'on stdin')
        child.stdin.write(onStdin(env));
    const said = await untilMark(child, ended, mark, stop);
    if (said.kind === 'begun') {
        return {
            child,
            ended: ended.then(endInside),
            apart: { kind: 'apart', way: way.name },
            check: ({ code }, stderr) => {
                const told = stderr.startsWith(`${initName}: `) && (code === 126 || code === 127);
                if (told)
                    throw cannotStart(binary, new Error(stderr.trim().replace(/^.*?: line \d+: /, '')));
            },
        };
    }
    end(child);
    return said.why;
}
async function untilMark(child, ended, mark, stop) {
    let text = '';
    const done = new AbortController();
    child.stderr.setEncoding('utf8');
    const begun = new Promise((resolve) => {
        child.stderr.on('data', function look(chunk) {
            text += chunk;
            const at = text.indexOf(`${mark}\n`);
            if (at < 0)
                return;
            child.stderr.off('data', look).pause();
            const rest = text.slice(at + mark.length + 1);
            if (rest !== '')
                child.stderr.unshift(rest);
            resolve('begun');
        });
    });
    const over = ended.then(async ({ code, signal }) => {
        if (done.signal.aborted)
            return '';
        await Promise.race([(0,external_node_events_.once)(child.stderr, 'end'), (0,promises_.setTimeout)(200)]).catch(() => { });
        return `${(0,errors/* shorten */.ml)(lastLine(text), 200) || `it ended with ${signal ?? code}`}`;
    });
    const late = (0,promises_.setTimeout)(setUpMs, `no answer within ${setUpMs / 1000} s`, { signal: done.signal, ref: false }).catch(() => stopped);
    const aborted = new Promise((resolve) => {
        if (stop.aborted)
            resolve(stopped);
        else
            stop.addEventListener('abort', () => resolve(stopped), { once: true, signal: done.signal });
    });
    const first = await Promise.race([begun, over, late, aborted]);
    done.abort();
    return first === 'begun' ? { kind: 'begun' } : { kind: 'failed', why: first };
}
async function direct({ binary, args, env, cwd }, why) {
    try {
        return { ...(await start(binary, args, env, cwd)), apart: { kind: 'not apart', why }, check: () => { } };
    }
    catch (error) {
        throw cannotStart(binary, error);
    }
}
async function start(command, args, env, cwd) {
    const child = (0,external_node_child_process_.spawn)(command, args, { cwd, env, detached: process.platform !== 'win32', windowsHide: true });
    const ended = new Promise((resolve) => {
        child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await (0,external_node_events_.once)(child, 'spawn');
    return { child, ended };
}
function cannotStart(binary, error) {
    const { code, message } = error;
    const why = code === 'E2BIG' ? 'its arguments or environment are too long' : message;
    return new errors/* ActionError */.lZ('claude-crashed', `${binary} could not be started: ${why}`, { cause: error });
}
function bare(env) {
    const { PATH = '/usr/bin:/bin', LANG = 'C' } = env;
    return { ...oddlyNamed(env), PATH, LANG };
}
function end(child) {
    for (const stream of [child.stdin, child.stdout, child.stderr])
        stream.destroy();
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch {
    }
    child.unref();
}
function isProgram(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
function lastLine(text) {
    return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}


/***/ }),

/***/ 9357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ locateClaude)
/* harmony export */ });
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9806);

async function locateClaude(cli, { npm, temp, say }) {
    const verified = Promise.resolve();
    if (cli.kind === 'path')
        return { binary: cli.path, how: 'claude-path', verified };
    if (cli.kind === 'any') {
        const { which } = await __nccwpck_require__.e(/* import() */ 701).then(__nccwpck_require__.bind(__nccwpck_require__, 8701));
        const found = await which('claude', false);
        const startable = process.platform !== 'win32' || /\.exe$/i.test(found);
        if (found !== '' && startable)
            return { binary: found, how: 'found on the path', verified };
    }
    const { installClaude } = await Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(955), __nccwpck_require__.e(58), __nccwpck_require__.e(805), __nccwpck_require__.e(57)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6057));
    return installClaude(cli.kind === 'version' ? cli.version : _release_js__WEBPACK_IMPORTED_MODULE_0__/* .pinnedVersion */ .V, { npm: await npm(), temp, say });
}


/***/ }),

/***/ 9806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ pinnedPackages),
/* harmony export */   V: () => (/* binding */ pinnedVersion)
/* harmony export */ });
const pinnedVersion = '2.1.330';
const pinnedPackages = {
    'linux-x64': {
        integrity: 'sha512-9Gn+V7DtJ8M1nztP9CeDVl9g3RtrepI7rOFTyPRRnZe8D6zebIHKmC7OvBauucuAP0X0k85SDN/LPVZyjsGezQ==',
        sha256: 'f390eaa0814e6a1bff74cbb47acb74cb9c89d30ced809fe0af5af00c7bfe8ebb',
    },
    'linux-arm64': {
        integrity: 'sha512-V4yanAY5EA5UpwwRPtjSfqDbNqAlUJeVn3NYZw2AgmRHjdpSsLtHAzbxRXfkAnbjwTXzE0uedjQxUY02ARPcsA==',
        sha256: '6016f90cac783e367fb1aa97c768a2efb94a0128a5b46b70fb3d8fcbbd9dd444',
    },
    'linux-x64-musl': {
        integrity: 'sha512-OnduSSPY1b59FA8jTbq20Y1XkDUV0S1OVyvYBNslEbpX79P81JF7Ih4lgYvDKiFnnSv75z4Kv6qLE5DQqogYXA==',
        sha256: '510d57bbf077b49288b9f3b53b11324048f4c2da5dcb980563be82534980d621',
    },
    'linux-arm64-musl': {
        integrity: 'sha512-NemfeTqZ30tQDhAeumZgDYoX4ewhAHkN3dbcsyvlgb+yvpKUlcYu5Bor8K+Du5azGe3uy9sftlJxbGhTsCR7zA==',
        sha256: '986b83557cbd428273c37f35fc08a44fc786077deeb391660884833bc581348a',
    },
    'darwin-x64': {
        integrity: 'sha512-XenTNj2zXaFrnLmf47n25vChfFhlfeyaAR/vW5SFsEnLGwd2U1vDUY97+5etHBZu3xWBnlK8HhBVxzRi9YTUDw==',
        sha256: 'bbed99bb8a39bb3f94389c5c99d3d02cb75f3f983b5d1bc40b1b0d1efca84713',
    },
    'darwin-arm64': {
        integrity: 'sha512-rgzAjrRJJsIdZXGF9CCFFbURxKuJNobRr+krV3dNmqNJWIws74rLD0CABe4+nXlx/9WwRECTrveprWB96mubqw==',
        sha256: 'f7c5093b9dd6560d08af28bc27b123fb55091deae3180ac39df199522da86815',
    },
    'win32-x64': {
        integrity: 'sha512-P3aamhGb7lZUsgj6kQzdZAKh3fNFoXvawxZFuUz+pC5HVLwEtX5eWgO6kpxzT9+qfHaPhoepZ9KU8K1sz3b2yw==',
        sha256: 'fa797c1bc7d4a3511da42622bae53a2b7f1276ae328c668f2bfef44635301caa',
    },
    'win32-arm64': {
        integrity: 'sha512-UBG8oi9gyi2hBGrKYkNfXSAqEyC3wJ2CsmSfQw8XLNWM/GOlUWAqELJOW9eBaAlWsusvwhHKtiQeS0UEQ+skxQ==',
        sha256: '782519c6241a2bedfd4c0d225d59d5095b895037ae7cd2a14a12f5bc5dcba1c3',
    },
};


/***/ }),

/***/ 2209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ runClaude)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./build/claude/launch.js + 1 modules
var launch = __nccwpck_require__(2465);
;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
// EXTERNAL MODULE: ./build/memory.js + 2 modules
var memory = __nccwpck_require__(7803);
;// CONCATENATED MODULE: ./build/claude/json-lines.js
const longestString = 1 << 20;
const longestLine = 16 << 20;
const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const unicodeEscape = 0x75;
class JsonLines {
    #onLine;
    #kept = [];
    #length = 0;
    #inString = false;
    #dropping = false;
    #string = 0;
    #escape = 0;
    #hexDigits = false;
    constructor(onLine) {
        this.#onLine = onLine;
    }
    push(chunk) {
        let from = 0;
        for (let index = 0; index < chunk.length; index++) {
            const byte = chunk[index];
            if (byte === newline) {
                this.#keep(chunk, from, index);
                this.end();
                from = index + 1;
            }
            else if (this.#inString) {
                const wasDropping = this.#dropping;
                this.#follow(byte);
                if (this.#dropping && !wasDropping)
                    this.#keep(chunk, from, index);
                if (this.#dropping || wasDropping)
                    from = this.#dropping ? index + 1 : index;
            }
            else if (byte === quote)
                this.#inString = true;
        }
        this.#keep(chunk, from, chunk.length);
    }
    end() {
        const line = this.#length <= longestLine ? Buffer.concat(this.#kept).toString('utf8') : '';
        this.#kept = [];
        this.#length = this.#string = this.#escape = 0;
        this.#inString = this.#dropping = false;
        if (line.trim() !== '')
            this.#onLine(line);
    }
    #follow(byte) {
        const startsCharacter = this.#escape === 0 && (byte & 0xc0) !== 0x80;
        if (this.#escape > 0) {
            this.#escape--;
            if (byte === unicodeEscape && this.#escape === 0 && !this.#hexDigits)
                this.#escape = 4;
            this.#hexDigits = this.#escape > 0;
        }
        else if (byte === backslash)
            this.#escape = 1;
        else if (byte === quote) {
            this.#inString = this.#dropping = false;
            this.#string = 0;
            return;
        }
        if (++this.#string > longestString && startsCharacter)
            this.#dropping = true;
    }
    #keep(chunk, from, to) {
        if (from >= to)
            return;
        this.#length += to - from;
        if (this.#length <= longestLine)
            this.#kept.push(Buffer.from(chunk.subarray(from, to)));
        else
            this.#kept = [];
    }
}

;// CONCATENATED MODULE: ./build/claude/output.js




const drainMs = 500;
const slowDiskMs = 3_000;
const tickMs = 50;
const stderrKept = 16 << 10;
class Output {
    #child;
    #transcript;
    #listener;
    #redacted;
    #lines;
    #errors;
    #read;
    #stderr = '';
    #full = false;
    #at = Date.now();
    #busy = false;
    constructor(child, transcript, redactor, listener) {
        this.#child = child;
        this.#transcript = transcript;
        this.#listener = listener;
        this.#errors = new PatientText(redactor.stream('text'), (text) => {
            this.#stderr = (this.#stderr + text).slice(-stderrKept);
            listener.stderr(text);
        });
        child.stderr.setEncoding('utf8').on('data', (text) => this.#errors.push(Buffer.from(text)));
        child.stderr.resume();
        this.#redacted = redactor.stream('json');
        this.#lines = new JsonLines((line) => this.#line(line));
        this.#read = this.#readAll().catch(() => { });
    }
    get stderr() {
        return this.#stderr;
    }
    async quiet() {
        await Promise.race([this.#read, this.#drained()]);
    }
    async end() {
        this.#child.stdout.destroy();
        this.#child.stderr.destroy();
        await this.#read;
        await this.#take(this.#redacted.end());
        this.#lines.end();
        this.#errors.end();
    }
    async #readAll() {
        for await (const chunk of this.#child.stdout) {
            this.#busy = true;
            await this.#take(this.#redacted.push(chunk));
            (0,memory/* passed */.b)(chunk.length);
            this.#at = Date.now();
            this.#busy = false;
        }
    }
    async #take(bytes) {
        if (bytes.length === 0)
            return;
        if (!this.#full)
            await this.#transcript.write(bytes).catch((error) => {
                this.#full = true;
                this.#listener.stderr(`the transcript ends here, it cannot be written: ${error.message}\n`);
            });
        this.#lines.push(bytes);
    }
    #line(line) {
        const event = parseEvent(line);
        try {
            if (event === undefined)
                this.#listener.stderr(`${line}\n`);
            else
                this.#listener.event(event);
        }
        catch (error) {
            this.#stderr += `a line could not be read: ${error.message}\n`;
        }
    }
    async #drained() {
        let heard = 0;
        for (let waited = 0; waited < slowDiskMs && heard < drainMs * 2; waited += tickMs) {
            if (!this.#busy && Date.now() - this.#at >= drainMs)
                return;
            if (!this.#busy)
                heard += tickMs;
            await (0,external_node_timers_promises_.setTimeout)(tickMs, undefined, { ref: false });
        }
    }
}
const patienceMs = 100;
class PatientText {
    #stream;
    #say;
    #decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    #timer;
    constructor(stream, say) {
        this.#stream = stream;
        this.#say = say;
    }
    push(chunk) {
        this.#give(this.#stream.push(chunk));
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.end(), patienceMs);
    }
    end() {
        clearTimeout(this.#timer);
        this.#give(this.#stream.end());
    }
    #give(bytes) {
        const text = this.#decoder.write(bytes);
        if (text !== '')
            this.#say(text);
    }
}
function parseEvent(line) {
    try {
        const event = JSON.parse(line);
        if (typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string')
            return event;
    }
    catch {
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/claude/processes.js

const mostRounds = 50;
class RunProcesses {
    #root;
    #mark;
    constructor(root, mark) {
        this.#root = root;
        this.#mark = `${mark[0]}=${mark[1]}`;
    }
    terminate() {
        if (process.platform === 'win32')
            return;
        signal(-this.#root, 'SIGTERM');
    }
    async kill() {
        if (process.platform === 'win32') {
            await quietly('taskkill', ['/PID', String(this.#root), '/T', '/F']);
            return;
        }
        const known = process.platform === 'linux' ? this.#onLinux() : [];
        signal(-this.#root, 'SIGKILL');
        for (const pid of known)
            signal(pid, 'SIGKILL');
        for (let round = 0; round < mostRounds; round++) {
            const found = process.platform === 'linux' ? this.#onLinux() : await this.#onOtherUnix();
            if (found.length === 0)
                return;
            for (const pid of found)
                signal(pid, 'SIGKILL');
        }
    }
    #onLinux() {
        const parents = new Map();
        const marked = [];
        for (const entry of (0,external_node_fs_.readdirSync)('/proc')) {
            const pid = Number(entry);
            if (!Number.isInteger(pid) || pid === process.pid)
                continue;
            const stat = read(`/proc/${pid}/stat`);
            const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
            if (parent > 0)
                parents.set(pid, parent);
            if (read(`/proc/${pid}/environ`).split('\0').includes(this.#mark))
                marked.push(pid);
        }
        return [...new Set([...marked, ...this.#descendants(parents)])];
    }
    async #onOtherUnix() {
        const parents = new Map();
        const marked = [];
        for (const line of (await quietly('ps', ['-axEwwo', 'pid=,ppid=,command='])).split('\n')) {
            const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
            if (pid === undefined || Number(pid) === process.pid)
                continue;
            parents.set(Number(pid), Number(parent));
            if (command?.includes(this.#mark))
                marked.push(Number(pid));
        }
        return [...new Set([...marked, ...this.#descendants(parents)])];
    }
    #descendants(parents) {
        const found = new Set([this.#root]);
        for (let before = 0; before !== found.size;) {
            before = found.size;
            for (const [pid, parent] of parents)
                if (found.has(parent))
                    found.add(pid);
        }
        return [...found].filter((pid) => parents.has(pid));
    }
}
function signal(pid, name) {
    try {
        process.kill(pid, name);
    }
    catch {
    }
}
function read(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'latin1');
    }
    catch {
        return '';
    }
}
async function quietly(command, args) {
    try {
        const { getExecOutput } = await __nccwpck_require__.e(/* import() */ 955).then(__nccwpck_require__.bind(__nccwpck_require__, 1955));
        return (await getExecOutput(command, args, { silent: true, ignoreReturnCode: true })).stdout;
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/claude/run.js








const termMs = 1_500;
async function runClaude(command, listener, stop) {
    const transcript = await (0,promises_.open)(command.transcript, 'w', 0o600);
    try {
        const sandbox = keeping(command.sandbox, command.transcript);
        const launched = await (0,launch/* launch */.q)({ ...command, sandbox, spawned: listener.spawned }, stop);
        if (launched === undefined)
            return { code: null, signal: 'SIGTERM', stderr: '' };
        const { child, ended } = launched;
        listener.started(launched.apart);
        const processes = new RunProcesses(child.pid, command.mark);
        const output = new Output(child, transcript, command.redactor, listener);
        (0,external_node_stream_promises_.pipeline)(openPrompt(command.prompt), child.stdin).catch(() => { });
        const stopped = onAbort(stop, async () => {
            processes.terminate();
            await Promise.race([ended, (0,external_node_timers_promises_.setTimeout)(termMs, undefined, { ref: false })]);
            await processes.kill();
        });
        const end = await ended;
        await stopped();
        await output.quiet();
        if (launched.apart.kind === 'not apart' || end.code === null)
            await processes.kill();
        await output.end();
        launched.check(end, output.stderr);
        return { ...end, stderr: output.stderr };
    }
    finally {
        await transcript.close();
    }
}
function keeping(sandbox, transcript) {
    if (sandbox.kind === 'none')
        return sandbox;
    const path = (0,external_node_fs_.realpathSync)(transcript);
    return { ...sandbox, curtains: [...sandbox.curtains, { kind: 'keep', path, mounted: false }] };
}
function onAbort(signal, callback) {
    let called = Promise.resolve();
    const listener = () => {
        called = callback();
    };
    if (signal.aborted)
        listener();
    else
        signal.addEventListener('abort', listener, { once: true });
    return () => {
        signal.removeEventListener('abort', listener);
        return called;
    };
}
function openPrompt(prompt) {
    return prompt.kind === 'file' ? (0,external_node_fs_.createReadStream)(prompt.path) : external_node_stream_.Readable.from([Buffer.from(prompt.text, 'utf8')]);
}


/***/ }),

/***/ 8135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ bedrockProof)
/* harmony export */ });
/* harmony import */ var _credential_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4636);

async function bedrockProof(plan, means) {
    if (plan.kind === 'bearer') {
        means.say('aws: a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK)');
        return { kind: 'bearer', credential: (0,_credential_js__WEBPACK_IMPORTED_MODULE_0__/* .fixed */ .Zu)(plan.token) };
    }
    const { awsCredential } = await __nccwpck_require__.e(/* import() */ 186).then(__nccwpck_require__.bind(__nccwpck_require__, 1186));
    return { kind: 'aws', credential: awsCredential(plan.aws, means) };
}


/***/ }),

/***/ 4636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Pl: () => (/* binding */ after),
/* harmony export */   VI: () => (/* binding */ watched),
/* harmony export */   Zu: () => (/* binding */ fixed)
/* harmony export */ });
function after(condition, credential) {
    return {
        get: async () => {
            const [value] = await Promise.all([credential.get(), condition]);
            return value;
        },
        rejected: (value) => credential.rejected(value),
    };
}
function watched(credential, failed) {
    const told = (asked) => {
        asked.catch(failed);
        return asked;
    };
    return { get: () => told(credential.get()), rejected: (value) => told(credential.rejected(value)) };
}
function fixed(value) {
    return { get: async () => value, rejected: async () => false };
}


/***/ }),

/***/ 5768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ describeGoogleError),
/* harmony export */   Yf: () => (/* binding */ readGoogleError),
/* harmony export */   fH: () => (/* binding */ errorInfo)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

function readGoogleError(body) {
    const json = typeof body === 'string' ? parsed(body) : body;
    const said = Array.isArray(json) ? json[0] : json;
    const nothing = { type: undefined, message: '', reason: undefined, metadata: {} };
    if (!isObject(said))
        return { ...nothing, message: typeof body === 'string' ? pageText(body) : '' };
    const { error, error_description: description, message } = said;
    if (typeof error === 'string')
        return { ...nothing, type: error, message: text(description) };
    if (!isObject(error))
        return { ...nothing, message: text(message) };
    const info = errorInfo(error.details);
    const type = [error.status, error.type].find((one) => typeof one === 'string');
    return {
        type: type,
        message: text(error.message),
        reason: info?.reason,
        metadata: info?.metadata ?? {},
    };
}
function errorInfo(details) {
    const found = Array.isArray(details)
        ? details.find((one) => isObject(one) && typeof one.reason === 'string')
        : undefined;
    if (found === undefined)
        return undefined;
    const metadata = Object.entries(isObject(found.metadata) ? found.metadata : {});
    return {
        reason: found.reason,
        metadata: Object.fromEntries(metadata.filter(([, value]) => typeof value === 'string')),
    };
}
function describeGoogleError(status, { type, message }) {
    return [type === undefined ? status : `${status} ${type}`, message].filter(Boolean).join(': ');
}
function parsed(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
function pageText(body) {
    const words = body.slice(0, 4_000).replace(/<[^<>]*>/g, ' ');
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(words.replace(/\s+/g, ' ').trim(), 300);
}
function text(value) {
    return typeof value === 'string' ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(value, 1000) : '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 7490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ StoredKey),
/* harmony export */   X: () => (/* binding */ keyCredential)
/* harmony export */ });
/* harmony import */ var _credential_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4636);

function keyCredential(plan, means) {
    if (plan.kind === 'given')
        return (0,_credential_js__WEBPACK_IMPORTED_MODULE_0__/* .fixed */ .Zu)(plan.secret);
    const { stored } = plan;
    let store;
    const open = () => {
        store ??= __nccwpck_require__.e(/* import() */ 397).then(__nccwpck_require__.bind(__nccwpck_require__, 3397)).then(({ openStore }) => openStore(stored, means));
        return store;
    };
    return new StoredKey(async () => firstVersion(await open(), stored), open);
}
async function firstVersion(store, { version }) {
    if (version === undefined)
        return store.read('AWSCURRENT');
    const { versions } = await store.labels();
    const stage = ['AWSCURRENT', 'AWSPREVIOUS'].find((label) => versions[label] === version);
    const { orNone } = await __nccwpck_require__.e(/* import() */ 146).then(__nccwpck_require__.bind(__nccwpck_require__, 3146));
    const settled = stage === undefined ? undefined : await orNone(store.read(stage, version));
    return settled ?? store.read('AWSCURRENT');
}
class StoredKey {
    #first;
    #store;
    #use;
    #refused = new Set();
    #held;
    #reading;
    constructor(first, store, use = { version: undefined }) {
        this.#first = first;
        this.#store = store;
        this.#use = use;
    }
    async get() {
        this.#held ??= this.#first().then((settled) => {
            for (const id of settled.refused ?? [])
                this.#refused.add(id);
            return settled;
        });
        const held = await this.#held;
        this.#use.version = held.id;
        return held.key;
    }
    async rejected(value) {
        const held = await this.#held;
        if (held === undefined || held.key !== value)
            return true;
        this.#refused.add(held.id);
        this.#reading ??= this.#store()
            .then((store) => store.read('AWSCURRENT'))
            .finally(() => {
            this.#reading = undefined;
        });
        const now = await this.#reading;
        if (this.#refused.has(now.id))
            return false;
        this.#held = Promise.resolve(now);
        this.#use.version = now.id;
        return true;
    }
}


/***/ }),

/***/ 9791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ vertexCredential)
/* harmony export */ });
async function vertexCredential(plan, means) {
    const { googleCredential } = await __nccwpck_require__.e(/* import() */ 476).then(__nccwpck_require__.bind(__nccwpck_require__, 2476));
    return googleCredential({ ...plan.credential, project: plan.project }, means);
}


/***/ }),

/***/ 7805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  L: () => (/* binding */ decide)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/resolve/trust.js
const ownEvents = new Set(['push', 'schedule', 'workflow_dispatch', 'merge_group', 'release']);
function openness(event) {
    const { name, upstream } = event;
    if (name === '')
        return { kind: 'own', because: 'no event' };
    if (ownEvents.has(name))
        return { kind: 'own', because: `event ${name}` };
    if (name === 'pull_request')
        return isForeign(event)
            ? { kind: 'fork', because: 'a pull request from a fork' }
            : { kind: 'own', because: 'a pull request from the same repository' };
    if (name === 'workflow_run' && !isForeign(event))
        return upstream === undefined || upstream === 'pull_request' || ownEvents.has(upstream)
            ? { kind: 'own', because: 'a workflow_run of the same repository' }
            : { kind: 'open', because: `a workflow_run after ${upstream}, which is open to strangers` };
    return { kind: 'open', because: `event ${name} is open to strangers` };
}
function workspaceTrust(event, asked) {
    if (asked)
        return { kind: 'believed', because: 'trust-workspace' };
    const { kind, because } = openness(event);
    if (kind === 'own')
        return { kind: 'believed', because };
    if (kind === 'fork')
        return { kind: 'not believed', because, base: undefined };
    return { kind: 'not believed', because, base: { ref: event.baseRef } };
}
function isForeign({ headRepository, repository }) {
    return headRepository?.toLowerCase() !== repository.toLowerCase();
}

;// CONCATENATED MODULE: ./build/resolve/who.js

const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
function whoMay(event, rule) {
    const { kind, because } = openness(event);
    if (kind !== 'open')
        return { kind: 'allowed', because };
    if (rule.required === 'none')
        return { kind: 'allowed', because: '`required-permission` is `none`' };
    const { people } = event;
    if (people.length === 0)
        return { kind: 'refused', because: `The event ${event.name} does not say who caused it.` };
    if (people.some(({ login }) => login === ''))
        return { kind: 'refused', because: 'An account that had a part in it is gone, and has no permission any more.' };
    const stranger = people.find(({ login, bot }) => bot && !rule.bots.includes(botName(login)));
    if (stranger !== undefined)
        return { kind: 'refused', because: `${stranger.login} is a bot that \`allowed-bots\` does not name.` };
    const logins = people.filter(({ bot }) => !bot).map(({ login }) => login);
    if (logins.length === 0)
        return { kind: 'allowed', because: '`allowed-bots` names who caused the event' };
    return { kind: 'ask', logins };
}
function botName(login) {
    return login.toLowerCase().replace(/\[bot\]$/, '');
}
function permissionOf(answer) {
    const { permission, role_name, user } = (answer ?? {});
    const parts = user?.permissions ?? {};
    switch (permission) {
        case 'write':
            return role_name === 'maintain' || parts.maintain === true ? 'maintain' : 'write';
        case 'read':
            return role_name === 'triage' || parts.triage === true ? 'triage' : 'read';
    }
    return permissions.find((known) => known === permission);
}
function isEnough(held, required) {
    return permissions.indexOf(held) >= permissions.indexOf(required);
}

;// CONCATENATED MODULE: ./build/action/actor.js


async function admit(event, rule, github) {
    const who = whoMay(event, rule);
    if (who.kind === 'allowed')
        return { kind: 'admitted', because: who.because };
    if (who.kind === 'refused')
        return who;
    const held = await Promise.all(who.logins.map(async (login) => ({ login, permission: await lookUp(login, event.repository, github) })));
    const short = held.filter(({ permission }) => !isEnough(permission, rule.required));
    const say = (found) => found.map(({ login, permission }) => `${login} has \`${permission}\``).join(', ');
    if (short.length === 0)
        return { kind: 'admitted', because: `${say(held)} on ${event.repository}` };
    const because = `${say(short)} on ${event.repository}, and \`required-permission\` is \`${rule.required}\`.`;
    return { kind: 'refused', because };
}
async function lookUp(login, repository, github) {
    const [owner, repo] = repository.split('/');
    if (github === undefined || owner === undefined || repo === undefined)
        throw new errors/* ActionError */.lZ('input-invalid', `- github-token: is empty, and it takes one to look up what ${login} may do on ${repository}`);
    try {
        const place = { owner, repo, username: login };
        const answer = await github.ask((octokit, request) => octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, request }));
        if (answer === undefined)
            return 'none';
        const permission = permissionOf(answer);
        if (permission !== undefined)
            return permission;
        throw new Error('the answer does not say');
    }
    catch (error) {
        const { message, refused } = error;
        if (refused)
            throw new errors/* ActionError */.lZ('input-invalid', `- github-token: GitHub does not let it look up what ${login} may do on ${repository}: ${message}. The job's own token may (it always has \`metadata: read\`)`, { cause: error });
        throw new errors/* ActionError */.lZ('actor-not-allowed', `What ${login} may do on ${repository} could not be looked up on GitHub, so nothing was started: ${message}. Run it again when GitHub answers.`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/action/base-settings.js

async function baseSettings(path, event, ref, github) {
    const name = `${path} of the base branch`;
    const [owner, repo] = event.repository.split('/');
    if (github === undefined || owner === undefined || repo === undefined)
        return { name, text: undefined };
    const place = { owner, repo, path, ...(ref === undefined ? {} : { ref }) };
    try {
        const data = await github.ask((octokit, request) => octokit.rest.repos.getContent({ ...place, request }));
        return { name, text: textOf(data) };
    }
    catch (error) {
        const { message, refused } = error;
        const cure = refused
            ? ' Give the job `permissions: contents: read`.'
            : ' What cannot be read is not taken for "none": give what it says as inputs, or run again.';
        throw new errors/* ActionError */.lZ('settings-invalid', `${name} could not be read from ${event.repository}: ${message}.${cure}`, { cause: error });
    }
}
function textOf(data) {
    const { content, encoding } = (data ?? {});
    if (typeof content !== 'string' || encoding !== 'base64')
        return undefined;
    return Buffer.from(content, 'base64')
        .toString('utf8')
        .replace(/^\ufeff/, '');
}

// EXTERNAL MODULE: ./build/action/environment.js
var action_environment = __nccwpck_require__(8466);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/action/event.js

function readEvent(env) {
    const read = readPayload(env.GITHUB_EVENT_PATH);
    const payload = read ?? {};
    const repository = env.GITHUB_REPOSITORY ?? payload.repository?.full_name ?? '';
    return {
        name: env.GITHUB_EVENT_NAME ?? '',
        repository,
        headRepository: headOf(payload),
        baseRef: payload.pull_request?.base?.sha ?? payload.repository?.default_branch,
        upstream: payload.workflow_run?.event,
        people: read === undefined ? [] : peopleOf(payload, [env.GITHUB_ACTOR, env.GITHUB_TRIGGERING_ACTOR]),
    };
}
function headOf({ pull_request, workflow_run }) {
    if (pull_request != null)
        return pull_request.head?.repo?.full_name ?? '';
    if (workflow_run != null)
        return workflow_run.head_repository?.full_name ?? '';
    return undefined;
}
function peopleOf(payload, named) {
    const told = [payload.sender, ...authorsOf(payload)].filter((account) => account !== undefined).map(accountOf);
    const people = new Map();
    for (const account of [...named.filter(Boolean).map((login) => accountOf({ login })), ...told]) {
        const key = account.login.toLowerCase();
        people.set(key, { login: account.login, bot: account.bot || people.get(key)?.bot === true });
    }
    return [...people.values()];
}
function authorsOf({ action, comment, review, issue, discussion, pull_request, workflow_run }) {
    const run = [workflow_run?.actor, workflow_run?.triggering_actor].filter((account) => account !== undefined);
    const text = comment ?? review;
    if (text != null)
        return [text.user, ...run];
    const subject = issue ?? discussion ?? pull_request;
    const wrote = action === 'opened' || action === 'created' || action === 'edited';
    return subject != null && wrote ? [subject.user, ...run] : run;
}
function accountOf(party) {
    const login = typeof party?.login === 'string' ? party.login : '';
    if (login.toLowerCase() === 'ghost')
        return { login: '', bot: false };
    return { login, bot: party?.type === 'Bot' || login.endsWith('[bot]') };
}
function readPayload(path) {
    if (path === undefined || path === '')
        return {};
    try {
        const payload = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
        return typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/action/github-api.js
const deadlineMs = 10_000;
const attempts = 3;
class GithubError extends Error {
    refused;
    constructor(error, refused) {
        super(error.message, { cause: error });
        this.refused = refused;
    }
}
function githubApi(token, apiUrl, stop) {
    let loading;
    const load = async () => {
        const { getOctokit } = await Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(413)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2413));
        return getOctokit(token.reveal(), apiUrl === undefined || apiUrl === '' ? {} : { baseUrl: apiUrl });
    };
    return {
        ask: async (question) => {
            loading ??= load();
            const octokit = await loading;
            for (let attempt = 1;; attempt++) {
                try {
                    const request = { signal: AbortSignal.any([stop, AbortSignal.timeout(deadlineMs)]) };
                    return (await question(octokit, request)).data;
                }
                catch (error) {
                    const { status } = error;
                    if (status === 404)
                        return undefined;
                    const refused = (status === 401 || status === 403) && !isLimited(error);
                    if (refused || attempt === attempts || stop.aborted)
                        throw new GithubError(error, refused);
                }
            }
        },
    };
}
function isLimited(error) {
    const headers = error.response?.headers ?? {};
    return headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
}

// EXTERNAL MODULE: ./build/models/index.js + 6 modules
var models = __nccwpck_require__(2438);
// EXTERNAL MODULE: ./build/resolve/plan.js
var resolve_plan = __nccwpck_require__(7412);
;// CONCATENATED MODULE: ./build/action/aws-inputs.js
function readAws(read, problems) {
    const sessionName = read.text('aws-session-name');
    const good = sessionName === undefined || /^[\w+=,.@-]{2,64}$/.test(sessionName);
    if (!good)
        problems.push({
            where: 'aws-session-name',
            held: sessionName,
            expected: 'must be 2 to 64 letters, digits or characters of `_+=,.@-`',
        });
    const seconds = read.number('aws-session-duration', 'a whole number of seconds from 900 to 43200', (n) => Number.isInteger(n) && n >= 900 && n <= 43_200);
    return {
        awsRegion: read.text('aws-region'),
        awsRoles: (read.text('aws-role-arn') ?? '').split(/\s+/).filter(Boolean),
        awsExternalId: read.secret('aws-external-id'),
        awsSessionName: good ? sessionName : undefined,
        awsSessionSeconds: seconds ?? 3600,
        awsAudience: read.text('aws-audience') ?? 'sts.amazonaws.com',
        exportAwsCredentials: read.boolean('export-aws-credentials') ?? false,
    };
}

// EXTERNAL MODULE: ./node_modules/shell-quote/index.js
var shell_quote = __nccwpck_require__(6591);
;// CONCATENATED MODULE: ./build/action/claude-args.js

const ownFlags = {
    '-p': 'the action always sets it',
    '--print': 'the action always sets it',
    '--verbose': 'the action always sets it',
    '--output-format': 'the action reads `stream-json`',
    '--input-format': 'the prompt comes from `prompt` or `prompt-file`',
    '--include-partial-messages': 'the log and the transcript are made from whole messages',
    '--model': 'use the input `model`',
    '--max-turns': 'use the input `max-turns`',
    '--max-budget-usd': 'use the input `max-budget-usd`',
    '--allowedTools': 'use the input `allowed-tools`',
    '--allowed-tools': 'use the input `allowed-tools`',
    '--disallowedTools': 'use the input `disallowed-tools`',
    '--disallowed-tools': 'use the input `disallowed-tools`',
    '--permission-mode': 'use the input `permission-mode`',
    '--json-schema': 'use the input `json-schema`',
    '--setting-sources': 'the action decides by the event which settings are believed (`trust-workspace`)',
    '--bg': 'a step waits for its run',
    '--background': 'a step waits for its run',
    '--version': 'it would run nothing',
    '-v': 'it would run nothing',
    '--help': 'it would run nothing',
    '-h': 'it would run nothing',
};
function parseClaudeArgs(text) {
    if (text.includes('\0'))
        return { ok: false, expected: 'holds a zero byte' };
    const split = text.trimStart().startsWith('[') ? splitJson(text) : splitShell(text);
    if (!split.ok)
        return split;
    const args = [];
    let settings;
    for (let index = 0; index < split.words.length; index++) {
        const word = split.words[index];
        const [flag, joined] = splitFlag(word);
        const own = Object.hasOwn(ownFlags, flag) ? ownFlags[flag] : undefined;
        if (own !== undefined)
            return { ok: false, expected: `may not hold \`${flag}\`: ${own}` };
        if (flag !== '--settings') {
            args.push(word);
            continue;
        }
        const value = joined ?? split.words[++index];
        if (value === undefined)
            return { ok: false, expected: '`--settings` wants a file or JSON behind it' };
        if (settings !== undefined)
            return { ok: false, expected: '`--settings` is given twice' };
        settings = value;
    }
    return { ok: true, args, settings };
}
function splitFlag(word) {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}
function splitJson(text) {
    try {
        const words = JSON.parse(text);
        if (Array.isArray(words) && words.every((word) => typeof word === 'string' && !word.includes('\0')))
            return { ok: true, words };
    }
    catch {
    }
    return { ok: false, expected: 'begins with `[` and is not a JSON array of strings' };
}
function splitShell(text) {
    const open = unclosedQuote(text);
    if (open !== undefined)
        return { ok: false, expected: `a quote (${open}) is not closed` };
    if (/\$\{(?!\w[^}]*\})/.test(text.replace(/'[^']*'/g, '')))
        return { ok: false, expected: 'holds a `${` that means nothing; quote it' };
    const words = [];
    for (const part of (0,shell_quote.parse)(text.replace(/\\?\$/g, dollar))) {
        if (typeof part === 'string')
            words.push(part.replaceAll(dollar, '$'));
        else if ('pattern' in part)
            words.push(part.pattern.replaceAll(dollar, '$'));
        else if ('comment' in part)
            return { ok: false, expected: 'holds `#`, which starts a comment for a shell; quote it' };
        else if ('op' in part)
            return { ok: false, expected: `holds \`${part.op}\`, which a shell would act on; quote it` };
    }
    return { ok: true, words };
}
const dollar = '\ue000';
function unclosedQuote(text) {
    let open;
    for (let index = 0; index < text.length; index++) {
        const char = text[index];
        if (char === '\\' && open !== "'")
            index++;
        else if (open === undefined && (char === '"' || char === "'"))
            open = char;
        else if (char === open)
            open = undefined;
    }
    return open;
}

// EXTERNAL MODULE: ./build/secret.js
var build_secret = __nccwpck_require__(5714);
// EXTERNAL MODULE: ./build/words.js
var build_words = __nccwpck_require__(9181);
;// CONCATENATED MODULE: ./build/action/yaml-lines.js
async function parseYamlLines(text) {
    const { parseDocument, isMap, isScalar } = await __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19));
    const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
    const error = document.errors[0];
    if (error !== undefined) {
        const line = text.slice(0, error.pos[0]).split('\n').length;
        return {
            ok: false,
            reason: `line ${line} is not that (${error.code}); quote a value that holds \`: \` or starts with a sign`,
        };
    }
    if (!isMap(document.contents))
        return { ok: false, reason: 'it is not a list of such lines' };
    const value = new Map();
    for (const pair of document.contents.items) {
        if (!isScalar(pair.key) || !(isScalar(pair.value) || pair.value === null))
            return { ok: false, reason: 'a value is nested; each must be plain text' };
        const key = String(pair.key.value).trim();
        const held = pair.value === null ? '' : String(pair.value.value ?? '');
        if (key === '' || held.trim() === '')
            return { ok: false, reason: 'a line of it has no value' };
        value.set(key, held);
    }
    return { ok: true, value };
}

;// CONCATENATED MODULE: ./build/action/reader.js




class Reader {
    #env;
    #known = new Set();
    mask;
    problems;
    constructor(env, mask, problems) {
        this.#env = env;
        this.mask = mask;
        this.problems = problems;
    }
    verbatim(name) {
        this.#known.add(name);
        return this.#env[`INPUT_${name.toUpperCase()}`] ?? '';
    }
    misspelled() {
        const given = Object.keys(this.#env).flatMap((key) => /^INPUT_(.+)$/.exec(key)?.[1]?.toLowerCase() ?? []);
        return given.flatMap((name) => {
            const near = this.#known.has(name) ? undefined : (0,build_words/* nearest */.p)(name, [...this.#known]);
            return near === undefined ? [] : [`\`${name}\` is not an input; did you mean \`${near}\`?`];
        });
    }
    text(name) {
        return this.verbatim(name).trim() || undefined;
    }
    oneOf(name, words) {
        const held = this.text(name);
        if (held === undefined)
            return undefined;
        const found = words.find((word) => word === held);
        if (found === undefined)
            this.problems.push({ where: name, held, expected: (0,build_words/* oneOf */.y)(held, words) });
        return found;
    }
    boolean(name) {
        const held = this.text(name);
        if (held === undefined)
            return undefined;
        if (/^(true|True|TRUE)$/.test(held))
            return true;
        if (/^(false|False|FALSE)$/.test(held))
            return false;
        this.problems.push({ where: name, held, expected: 'must be `true` or `false`' });
        return undefined;
    }
    number(name, meaning, good) {
        const held = this.text(name);
        if (held === undefined)
            return undefined;
        const number = /^\d+(\.\d+)?$/.test(held) ? Number(held) : Number.NaN;
        if (good(number))
            return number;
        this.problems.push({ where: name, held, expected: `must be ${meaning}` });
        return undefined;
    }
    secret(name) {
        const held = this.text(name);
        if (held === undefined)
            return undefined;
        this.mask(held);
        return new build_secret/* Secret */.z(held);
    }
    async lines(name, form) {
        const held = this.text(name);
        if (held === undefined)
            return new Map();
        const parsed = await parseYamlLines(held);
        if (parsed.ok)
            return parsed.value;
        this.problems.push({ where: name, expected: `must be one \`${form}\` a line; ${parsed.reason}` });
        return new Map();
    }
}
function isReadable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        return true;
    }
    catch {
        return false;
    }
}
function statOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/action/claude-inputs.js




function readClaude({ workspace, workingDirectory }, read, problems) {
    return {
        prompt: readPrompt(workspace, read, problems),
        claudePath: readBinary(workspace, read, problems),
        ...readClaudeArgs(workingDirectory, read, problems),
        jsonSchema: readSchema(read, problems),
    };
}
function readPrompt(workspace, read, problems) {
    const text = read.verbatim('prompt');
    const file = read.text('prompt-file');
    if (text.trim() !== '' && file !== undefined) {
        problems.push({ where: 'prompt', expected: '`prompt` and `prompt-file` are both given; keep one of them' });
        return undefined;
    }
    if (file === undefined)
        return text.trim() === '' ? undefined : { kind: 'text', text };
    const path = (0,external_node_path_.resolve)(workspace, file);
    const stat = statOf(path);
    if (stat === undefined)
        problems.push({ where: 'prompt-file', held: file, expected: `there is no file ${path}` });
    else if (!stat.isFile())
        problems.push({ where: 'prompt-file', held: file, expected: 'is not a file' });
    else if (!isReadable(path))
        problems.push({ where: 'prompt-file', held: file, expected: 'may not be read' });
    else if (stat.size > longestPrompt)
        problems.push({ where: 'prompt-file', held: file, expected: 'is over 10 MB, which is more than `claude` takes' });
    else if (isBlank(path, stat.size))
        problems.push({ where: 'prompt-file', held: file, expected: 'the file is empty' });
    return { kind: 'file', path };
}
const longestPrompt = 10 << 20;
function isBlank(path, size) {
    return size === 0 || (size < 1 << 16 && (0,external_node_fs_.readFileSync)(path, 'utf8').trim() === '');
}
function readBinary(workspace, read, problems) {
    const held = read.text('claude-path');
    if (held === undefined)
        return undefined;
    const path = (0,external_node_path_.isAbsolute)(held) ? held : (0,external_node_path_.resolve)(workspace, held);
    const stat = statOf(path);
    if (stat?.isFile() && (process.platform === 'win32' || (stat.mode & 0o111) !== 0))
        return path;
    problems.push({
        where: 'claude-path',
        held,
        expected: stat === undefined ? `there is no file ${path}` : 'is not a program that can be run',
    });
    return undefined;
}
function readClaudeArgs(workingDirectory, read, problems) {
    const nothing = { claudeArgs: [], claudeSettings: {} };
    const held = read.text('claude-args');
    if (held === undefined)
        return nothing;
    const parsed = parseClaudeArgs(held);
    if (!parsed.ok) {
        problems.push({ where: 'claude-args', expected: parsed.expected });
        return nothing;
    }
    if (parsed.settings === undefined)
        return { claudeArgs: parsed.args, claudeSettings: {} };
    const inline = parsed.settings.trimStart().startsWith('{');
    try {
        const json = inline ? parsed.settings : (0,external_node_fs_.readFileSync)((0,external_node_path_.resolve)(workingDirectory, parsed.settings), 'utf8');
        return { claudeArgs: parsed.args, claudeSettings: parseObject(json) };
    }
    catch (error) {
        const why = error instanceof SyntaxError ? 'is not JSON' : error.message;
        problems.push({
            where: 'claude-args',
            expected: `--settings: ${inline ? 'its JSON' : parsed.settings} cannot be used: ${why}`,
        });
        return nothing;
    }
}
function parseObject(json) {
    const value = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw new Error('it is not a JSON object');
}
function readSchema(read, problems) {
    const held = read.text('json-schema');
    if (held === undefined)
        return undefined;
    try {
        return JSON.stringify(parseObject(held));
    }
    catch (error) {
        problems.push({ where: 'json-schema', held, expected: `must be a JSON Schema: ${error.message}` });
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/resolve/google-credentials.js
var google_credentials = __nccwpck_require__(603);
;// CONCATENATED MODULE: ./build/action/gcp-inputs.js


function readGcp(read, problems) {
    return {
        gcpProjectId: read.text('gcp-project-id'),
        gcpRegion: read.text('gcp-region'),
        gcpIdentityProvider: read.text('gcp-workload-identity-provider'),
        gcpServiceAccount: read.text('gcp-service-account'),
        gcpCredentials: readCredentials(read, problems),
    };
}
function readCredentials(read, problems) {
    const held = read.text('gcp-credentials-json');
    if (held === undefined)
        return undefined;
    const lines = held.startsWith('{') && held.includes('\n');
    if (!lines)
        read.mask(held);
    const parsed = (0,google_credentials/* parseGoogleCredentials */.n)(held);
    if (!parsed.ok) {
        if (lines)
            read.mask(held);
        problems.push({ where: 'gcp-credentials-json', expected: parsed.expected });
        return undefined;
    }
    const text = JSON.stringify(parsed.file);
    const secrets = [...new Set([...parsed.secrets.flatMap(gcp_inputs_forms), ...(lines ? [] : [held]), text])];
    for (const secret of secrets)
        read.mask(secret);
    return { file: parsed.file, text: new build_secret/* Secret */.z(text), secrets: secrets.map((secret) => new build_secret/* Secret */.z(secret)) };
}
function gcp_inputs_forms(secret) {
    if (!secret.includes('\n'))
        return [secret];
    const lines = secret.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'));
    return [JSON.stringify(secret).slice(1, -1), ...lines];
}

;// CONCATENATED MODULE: ./build/action/known-secrets.js
const credential = /^(ACTIONS_\w*TOKEN|(GITHUB|GH|GITHUB_ENTERPRISE|GH_ENTERPRISE)_TOKEN|ANTHROPIC_\w*(API_KEY|AUTH_TOKEN)|CLAUDE_(API_KEY|CODE_OAUTH_TOKEN|CODE_GATEWAY_TOKEN|CODE_SESSION_ACCESS_TOKEN)|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|BEARER_TOKEN_\w+|CONTAINER_AUTHORIZATION_TOKEN)|GOOGLE_(API_KEY|OAUTH_ACCESS_TOKEN)|CLOUDSDK_AUTH_ACCESS_TOKEN|GEMINI_API_KEY|AZURE_(CLIENT_SECRET|PASSWORD)|ARM_(CLIENT_SECRET|ACCESS_KEY|SAS_TOKEN|OIDC_\w*TOKEN)|OPENAI_API_KEY|NODE_AUTH_TOKEN|NPM_TOKEN)$/i;
function knownSecrets(env) {
    return Object.entries(env).flatMap(([name, value]) => value && credential.test(name) && !isCommon(value) ? [value] : []);
}
function isCommon(value) {
    return value.length < 6 || (value.length < 16 && /^[a-z]+([-_. ][a-z]+)*$/i.test(value));
}

;// CONCATENATED MODULE: ./build/action/header-inputs.js


const ownHeaders = [
    'authorization',
    'x-api-key',
    'host',
    'content-length',
    'transfer-encoding',
    'connection',
    'accept-encoding',
    'cookie',
    'expect',
    'keep-alive',
    'proxy-authorization',
    'te',
    'trailer',
    'upgrade',
];
async function readHeaders(read, problems) {
    const headers = new Map();
    for (const [name, value] of await read.lines('extra-headers', 'name: value')) {
        if (!isCommon(value))
            read.mask(value);
        const lower = name.toLowerCase();
        if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
            problems.push({ where: 'extra-headers', held: name, expected: 'is not a header name' });
        else if (ownHeaders.includes(lower))
            problems.push({
                where: 'extra-headers',
                held: name,
                expected: 'is set by the action itself; the key belongs in `api-key`, how it travels in `auth-scheme`',
            });
        else if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
            problems.push({
                where: `extra-headers ${name}`,
                expected: 'its value holds characters that a header cannot carry',
            });
        else if (headers.has(lower))
            problems.push({ where: 'extra-headers', held: name, expected: 'is given twice' });
        else
            headers.set(lower, new build_secret/* Secret */.z(value));
    }
    return headers;
}

;// CONCATENATED MODULE: ./build/action/trust-inputs.js

function readBots(read, problems) {
    const held = read.text('allowed-bots');
    if (held === undefined)
        return [];
    const names = held.split(/[\s,]+/).filter(Boolean);
    if (names.length === 0)
        problems.push({ where: 'allowed-bots', held, expected: 'names no bot' });
    for (const name of names) {
        if (name.includes('*'))
            problems.push({ where: 'allowed-bots', held: name, expected: 'is a pattern: name each bot that may' });
        else if (!/^[a-z0-9][a-z0-9_-]*(\[bot\])?$/i.test(name))
            problems.push({
                where: 'allowed-bots',
                held: name,
                expected: 'is not the name of a bot: give names such as dependabot or dependabot[bot]',
            });
    }
    return names.map(botName);
}
function readHosts(read, problems) {
    const held = read.text('allowed-hosts');
    if (held === undefined)
        return [];
    const hosts = held.split(/[\s,]+/).filter(Boolean);
    if (hosts.length === 0)
        problems.push({ where: 'allowed-hosts', held, expected: 'names no host' });
    for (const host of hosts)
        if (!/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d+)?$/i.test(host))
            problems.push({
                where: 'allowed-hosts',
                held: host,
                expected: 'is not a host: give names such as api.example.com or api.example.com:8443',
            });
    return hosts.map((host) => host.toLowerCase());
}

;// CONCATENATED MODULE: ./build/action/inputs.js










const modes = ['run', 'setup', 'rotate'];
const authSchemes = ['auto', 'x-api-key', 'bearer'];
const rotations = ['off', 'verify', 'promote'];
const isolations = ['gateway', 'env'];
const sandboxes = ['auto', 'off', 'require'];
const permissionModes = ['acceptEdits', 'auto', 'bypassPermissions', 'default', 'dontAsk', 'manual', 'plan'];
async function readInputs({ env, workspace }, mask) {
    const problems = [];
    const read = new Reader(env, mask, problems);
    const workingDirectory = (0,external_node_path_.resolve)(workspace, read.text('working-directory') ?? '.');
    if (!statOf(workingDirectory)?.isDirectory())
        problems.push({ where: 'working-directory', held: workingDirectory, expected: 'there is no such folder' });
    const inputs = {
        mode: read.oneOf('mode', modes) ?? 'run',
        ...readClaude({ workspace, workingDirectory }, read, problems),
        provider: read.oneOf('provider', resolve_plan/* providers */.r5),
        model: read.text('model'),
        tier: read.oneOf('tier', models/* tiers */.cK),
        tierModels: await read.lines('tier-models', 'tier: model'),
        task: read.text('task'),
        taskTiers: await read.lines('task-tiers', 'task: tier'),
        apiKey: read.secret('api-key'),
        baseUrl: read.text('base-url'),
        authScheme: read.oneOf('auth-scheme', authSchemes) ?? 'auto',
        extraHeaders: await readHeaders(read, problems),
        proxyProtocol: read.oneOf('proxy-protocol', resolve_plan/* proxyProtocols */.qI) ?? 'auto',
        ...readAws(read, problems),
        secretId: read.text('secret-id'),
        secretField: read.text('secret-key') ?? 'ANTHROPIC_API_KEY',
        secretRegion: read.text('secret-region'),
        rotation: read.oneOf('rotation', rotations),
        ...readGcp(read, problems),
        maxTurns: read.number('max-turns', 'a whole number from 1', (n) => Number.isSafeInteger(n) && n >= 1),
        maxBudgetUsd: read.number('max-budget-usd', 'an amount of US dollars above 0, such as 2.50', (n) => n > 0),
        timeoutMinutes: read.number('timeout-minutes', 'a number of minutes above 0 and at most 7200', (n) => n > 0 && n <= 7200),
        allowedTools: read.text('allowed-tools'),
        disallowedTools: read.text('disallowed-tools'),
        permissionMode: read.oneOf('permission-mode', permissionModes),
        claudeVersion: read.text('claude-version'),
        isolation: read.oneOf('isolation', isolations) ?? 'gateway',
        who: {
            required: read.oneOf('required-permission', permissions.toReversed()) ?? 'write',
            bots: readBots(read, problems),
        },
        sandbox: read.oneOf('sandbox', sandboxes) ?? 'auto',
        allowedHosts: readHosts(read, problems),
        trustWorkspace: read.boolean('trust-workspace') ?? false,
        workingDirectory,
        githubToken: read.secret('github-token'),
        unreadable: new Set(),
    };
    const value = { ...inputs, unreadable: new Set(problems.map(({ where }) => where)) };
    return { value, problems, warnings: read.misspelled() };
}

// EXTERNAL MODULE: ./build/action/settings-files.js + 1 modules
var settings_files = __nccwpck_require__(9295);
;// CONCATENATED MODULE: ./build/action/within-reach.js


function withinReach(environment, workingDirectory) {
    const lying = [...ofTheCheckout(environment, workingDirectory), ...ofTheMachine(environment)];
    return lying.map(({ what, path, cure }) => `within the agent's reach: ${what} (${path}). ${cure}`);
}
const persisted = 'Give actions/checkout `persist-credentials: false`.';
function ofTheCheckout({ workspace, temp }, workingDirectory) {
    const found = new Map();
    const add = (what, path) => found.set(path, { what, path, cure: persisted });
    for (const folder of new Set([workspace, workingDirectory, ...foldersIn(workspace)])) {
        const path = (0,external_node_path_.join)(folder, '.git', 'config');
        const config = read(path);
        if (config === undefined)
            continue;
        if (holdsHeader(config))
            add("the checkout's token", path);
        if (/^\s*url\s*=\s*https?:\/\/[^/@\s]+:[^/@\s]+@/im.test(config))
            add("a token in a remote's URL", path);
        for (const [, included = ''] of config.matchAll(/^\s*path\s*=\s*"?([^"\n]+?)"?\s*$/gim))
            if (holdsHeader(read((0,external_node_path_.resolve)(folder, '.git', included))))
                add("the checkout's token", included);
        const [, key] = /^\s*sshcommand\s*=.*?\s-i\s*(?:\\"|")?([^"\\\s]+)/im.exec(config) ?? [];
        if (key !== undefined && isThere(key))
            add("the checkout's SSH key", key);
    }
    for (const name of namesIn(temp))
        if (/^git-credentials-.*\.config$/.test(name) && holdsHeader(read((0,external_node_path_.join)(temp, name))))
            add("the checkout's token", (0,external_node_path_.join)(temp, name));
    return [...found.values()];
}
function holdsHeader(config) {
    return config !== undefined && /^\s*extraheader\s*=\s*"?authorization:/im.test(config);
}
const mostFolders = 50;
function foldersIn(path) {
    try {
        const folders = (0,external_node_fs_.readdirSync)(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
        return folders.slice(0, mostFolders).map(({ name }) => (0,external_node_path_.join)(path, name));
    }
    catch {
        return [];
    }
}
function namesIn(path) {
    try {
        return (0,external_node_fs_.readdirSync)(path);
    }
    catch {
        return [];
    }
}
const offMachine = 'Keep it off the runner.';
const cloud = 'Keep it off the runner, and let the job prove who it is by OIDC.';
function ofTheMachine({ env }) {
    const home = env.HOME || env.USERPROFILE;
    if (home === undefined || home === '')
        return [];
    const at = (...path) => (0,external_node_path_.join)(home, ...path);
    const config = env.XDG_CONFIG_HOME || at('.config');
    const gcloud = env.CLOUDSDK_CONFIG || (env.APPDATA ? (0,external_node_path_.join)(env.APPDATA, 'gcloud') : (0,external_node_path_.join)(config, 'gcloud'));
    const all = [
        { what: 'AWS credentials', paths: [env.AWS_SHARED_CREDENTIALS_FILE || at('.aws', 'credentials')], cure: cloud },
        { what: 'an AWS sign-in', paths: [at('.aws', 'sso', 'cache'), at('.aws', 'login', 'cache')], cure: cloud },
        {
            what: 'Google credentials',
            paths: [
                env.GOOGLE_APPLICATION_CREDENTIALS,
                env.GOOGLE_GHA_CREDS_PATH,
                (0,external_node_path_.join)(gcloud, 'application_default_credentials.json'),
            ],
            cure: cloud,
        },
        { what: 'a sign-in of gcloud', paths: [(0,external_node_path_.join)(gcloud, 'credentials.db')], cure: cloud },
        {
            what: 'an Azure sign-in',
            paths: ['msal_token_cache.json', 'msal_token_cache.bin', 'service_principal_entries.json'].map((name) => (0,external_node_path_.join)(env.AZURE_CONFIG_DIR || at('.azure'), name)),
            cure: cloud,
        },
        { what: 'a sign-in of Claude Code', paths: [(0,external_node_path_.join)(claudeFolder(env, home), '.credentials.json')], cure: offMachine },
        {
            what: 'sign-ins to container registries',
            paths: [(0,external_node_path_.join)(env.DOCKER_CONFIG || at('.docker'), 'config.json')],
            holds: /"(auth|identitytoken)"\s*:\s*"[^"]/,
            cure: 'Sign out (`docker logout`) before this step.',
        },
        {
            what: 'an npm token',
            paths: [env.NPM_CONFIG_USERCONFIG || env.npm_config_userconfig || at('.npmrc')],
            holds: /_(authToken|auth|password)\s*=\s*["']?(?!\$\{)[^\s"']/,
            cure: offMachine,
        },
        { what: 'passwords for hosts', paths: [at('.netrc'), at('_netrc')], holds: /password/, cure: offMachine },
        {
            what: "git's stored passwords",
            paths: [at('.git-credentials'), (0,external_node_path_.join)(config, 'git', 'credentials')],
            cure: offMachine,
        },
        {
            what: 'a sign-in of gh',
            paths: [(0,external_node_path_.join)(env.GH_CONFIG_DIR || (0,external_node_path_.join)(config, 'gh'), 'hosts.yml')],
            holds: /oauth_token/,
            cure: offMachine,
        },
        {
            what: 'SSH keys',
            paths: ['id_ed25519', 'id_rsa', 'id_ecdsa'].map((name) => at('.ssh', name)),
            cure: offMachine,
        },
        { what: 'an SSH agent with its keys', paths: [env.SSH_AUTH_SOCK], cure: 'Start it behind this step.' },
        { what: 'access to a Kubernetes cluster', paths: [env.KUBECONFIG, at('.kube', 'config')], cure: offMachine },
    ];
    return all.flatMap(({ what, paths, holds, cure }) => {
        const path = paths.find((path) => path && (holds === undefined ? isThere(path) : holds.test(read(path) ?? '')));
        return path === undefined ? [] : [{ what, path, cure }];
    });
}
function claudeFolder(env, home) {
    return env.CLAUDE_CONFIG_DIR || (0,external_node_path_.join)(home, '.claude');
}
function isThere(path) {
    try {
        const stats = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
        return stats?.isDirectory() === true || stats?.isSocket() === true || (stats?.isFile() === true && stats.size > 0);
    }
    catch {
        return false;
    }
}
const longestFile = 1 << 20;
function read(path) {
    try {
        const stats = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
        return stats?.isFile() && stats.size <= longestFile ? (0,external_node_fs_.readFileSync)(path, 'utf8') : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/report/plain-text.js
var plain_text = __nccwpck_require__(5263);
// EXTERNAL MODULE: ./build/resolve/base-url.js
var base_url = __nccwpck_require__(3662);
// EXTERNAL MODULE: ./build/resolve/layers.js
var resolve_layers = __nccwpck_require__(7457);
;// CONCATENATED MODULE: ./build/resolve/hosts.js



function chooseBaseUrl({ inputs, layers, explain }) {
    const named = (0,resolve_layers/* choose */.Sw)([
        ...(0,resolve_layers/* fromInput */.lX)('base-url', inputs.baseUrl),
        ...(0,resolve_layers/* fromLayers */.HY)(layers, 'customApiUrl', ['ANTHROPIC_BASE_URL']),
    ]);
    if (named !== undefined)
        explain.push((0,resolve_plan/* explained */.to)('base-url', named, showUrl));
    return named;
}
function checkUrl(named, allowed, problems) {
    const parsed = (0,base_url/* parseBaseUrl */.Q2)(named.value);
    if (parsed.ok) {
        checkHost(parsed.url, allowed, (0,resolve_layers/* nameOf */.Vb)(named), problems);
        return parsed.url;
    }
    problems.push({ where: (0,resolve_layers/* nameOf */.Vb)(named), held: showUrl(named.value), expected: parsed.expected });
    return undefined;
}
function checkHost(url, allowed, where, problems) {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    const names = [url.hostname, `${url.hostname}:${port}`];
    if (allowed.length === 0 || names.some((name) => allowed.includes(name)))
        return;
    const own = (0,base_url/* isLoopback */.U9)(url.hostname) ? ' (a server on this machine has to be named as well)' : '';
    problems.push({ where, held: url.host, expected: `is not in \`allowed-hosts\`${own}`, code: 'host-not-allowed' });
}
function showUrl(text) {
    if (URL.canParse(text)) {
        const { protocol, host, pathname } = new URL(text);
        return host === '' ? '***' : `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
    }
    return /[@?#]/.test(text) ? '***' : text;
}

;// CONCATENATED MODULE: ./build/resolve/aws.js




function chooseRegion({ inputs, layers }) {
    return (0,resolve_layers/* choose */.Sw)([
        ...(0,resolve_layers/* fromInput */.lX)('aws-region', inputs.awsRegion),
        ...(0,resolve_layers/* fromLayers */.HY)(layers, 'awsRegion', ['AWS_REGION', 'AWS_DEFAULT_REGION']),
    ]);
}
function checkRegion(region, { problems }) {
    if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region.value))
        return region.value;
    problems.push({ where: (0,resolve_layers/* nameOf */.Vb)(region), held: region.value, expected: 'must be an AWS region, such as eu-west-1' });
    return undefined;
}
function resolveAws(resolving, region) {
    const { inputs, layers, problems, explain } = resolving;
    const roles = chooseRoles(resolving);
    const source = chooseSource(inputs, layers, roles);
    if (roles.length > 0)
        explain.push(...explainRoles(roles, source));
    if (inputs.awsExternalId !== undefined && roles.length < (source.kind === 'oidc' ? 2 : 1))
        problems.push({
            where: 'aws-external-id',
            expected: roles.length === 0
                ? 'is for a role that is assumed; `aws-role-arn` names none'
                : 'is for roles that are assumed from another one; an OIDC token is shown without an external id',
        });
    for (const name of ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'])
        checkEndpoint(name, resolving);
    return {
        region,
        source,
        roles,
        externalId: inputs.awsExternalId,
        sessionName: inputs.awsSessionName ?? sessionNameOf(layers),
        sessionSeconds: inputs.awsSessionSeconds,
        variables: variablesOf(layers),
    };
}
const roleArn = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
function chooseRoles({ inputs, problems }) {
    const { awsRoles } = inputs;
    for (const held of awsRoles)
        if (!roleArn.test(held))
            problems.push({
                where: 'aws-role-arn',
                held,
                expected: 'must be the ARN of a role, such as arn:aws:iam::123456789012:role/ClaudeCodeBedrock, one a line',
            });
    return awsRoles;
}
function chooseSource({ awsAudience }, layers, roles) {
    const env = layers.find(({ kind }) => kind === 'env')?.env ?? {};
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
    if (roles.length === 0 || !(0,resolve_layers/* isSet */.vM)(url) || !(0,resolve_layers/* isSet */.vM)(token) || !URL.canParse(url))
        return { kind: 'ambient' };
    return { kind: 'oidc', request: { url, token: new build_secret/* Secret */.z(token) }, audience: awsAudience };
}
function explainRoles(roles, source) {
    const how = source.kind === 'oidc' ? 'by GitHub OIDC' : 'from the AWS credentials of the machine';
    return [
        (0,resolve_plan/* explained */.to)('aws-role-arn', {
            value: `${roles.join(', then ')} (${how})`,
            source: { kind: 'input', name: 'input aws-role-arn' },
            over: [],
        }),
    ];
}
function sessionNameOf(layers) {
    const run = layers.find(({ kind }) => kind === 'env')?.env.GITHUB_RUN_ID;
    return run !== undefined && /^\d{1,30}$/.test(run) ? `claude-provider-action-${run}` : 'claude-provider-action';
}
function checkEndpoint(name, { layers, inputs, problems }) {
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, [name]));
    if (named !== undefined && !problems.some(({ where }) => where === (0,resolve_layers/* nameOf */.Vb)(named)))
        checkUrl(named, inputs.allowedHosts, problems);
}
const keyVariables = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_PROFILE',
];
function variablesOf(layers) {
    const variables = new Map();
    let keysFrom;
    for (const layer of layers)
        for (const [name, value] of Object.entries(layer.env)) {
            if (!/^AWS_[A-Z0-9_]+$/.test(name) && !(layer.kind === 'env' && /^(HOME|USERPROFILE)$/.test(name)))
                continue;
            if (!(0,resolve_layers/* isSet */.vM)(value) || variables.has(name))
                continue;
            if (keyVariables.includes(name)) {
                keysFrom ??= layer;
                if (keysFrom !== layer)
                    continue;
            }
            variables.set(name, new build_secret/* Secret */.z(value.trim()));
        }
    return variables;
}

;// CONCATENATED MODULE: ./build/resolve/stored-key.js



const arn = /^arn:aws[\w-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@!-]+$/;
const stored_key_name = /^[\w/+=.@!-]{1,512}$/;
function resolveStoredKey(resolving, id) {
    const { inputs, problems, explain } = resolving;
    const named = arn.exec(id);
    if (named === null && !stored_key_name.test(id))
        problems.push({
            where: 'secret-id',
            held: id,
            expected: 'must be the name of a secret, or its ARN, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/key',
        });
    const own = chooseRegion(resolving);
    const [given] = (0,resolve_layers/* fromInput */.lX)('secret-region', inputs.secretRegion);
    const region = given ?? (named === null ? own : { value: named[1], source: { kind: 'input', name: 'input secret-id' } });
    if (region === undefined) {
        problems.push({
            where: 'secret-region',
            expected: 'is missing: give it or `aws-region`, set `AWS_REGION`, or name the secret by its whole ARN',
        });
        return undefined;
    }
    const chosen = { ...region, over: [] };
    explain.push((0,resolve_plan/* explained */.to)('secret-region', chosen));
    const checked = checkRegion(chosen, resolving);
    if (checked === undefined)
        return undefined;
    checkEndpoint('AWS_ENDPOINT_URL_SECRETS_MANAGER', resolving);
    return {
        id,
        field: inputs.secretField,
        region: checked,
        aws: resolveAws(resolving, own === undefined ? checked : (checkRegion(own, resolving) ?? checked)),
        rotation: inputs.rotation ?? (inputs.mode === 'rotate' ? 'promote' : 'off'),
        version: undefined,
    };
}

;// CONCATENATED MODULE: ./build/resolve/key.js



const variables = [
    ['ANTHROPIC_API_KEY', 'x-api-key'],
    ['ANTHROPIC_AUTH_TOKEN', 'bearer'],
];
function chooseKey(resolving) {
    const { inputs, problems, explain } = resolving;
    const given = givenKey(resolving);
    if (inputs.secretId !== undefined) {
        if (inputs.apiKey !== undefined)
            problems.push({ where: 'secret-id', held: inputs.secretId, expected: '`api-key` is given too; keep one of them' });
        const over = given === undefined ? [] : [{ value: '***', source: given.source }];
        const source = { kind: 'input', name: 'input secret-id' };
        explain.push((0,resolve_plan/* explained */.to)('api-key', { value: `secret ${inputs.secretId}`, source, over }));
        const stored = resolveStoredKey(resolving, inputs.secretId);
        return stored === undefined ? undefined : { plan: { kind: 'stored', stored }, scheme: 'x-api-key' };
    }
    if (given === undefined) {
        problems.push({
            where: 'api-key',
            expected: 'is missing: give the input or set `ANTHROPIC_API_KEY`. A secret that does not exist, or that this event may not read (a pull request from a fork), comes out empty',
        });
        return undefined;
    }
    explain.push((0,resolve_plan/* explained */.to)('api-key', given, () => '***'));
    const { secret, scheme } = given.value;
    if (/[^\x21-\x7e]/.test(secret.reveal()))
        problems.push({
            where: (0,resolve_layers/* nameOf */.Vb)(given),
            expected: 'holds a space, a line break or another character that no key has; was more than the key pasted into the secret?',
        });
    return { plan: { kind: 'given', secret }, scheme };
}
function givenKey({ inputs, layers, secret }) {
    const input = (0,resolve_layers/* fromInput */.lX)('api-key', inputs.apiKey).map(({ value, source }) => ({
        value: { secret: value, scheme: 'x-api-key' },
        source,
    }));
    const said = layers.flatMap((layer) => variables.flatMap(([name, scheme]) => {
        const held = layer.env[name];
        return (0,resolve_layers/* isSet */.vM)(held)
            ? [{ value: { secret: secret(held.trim()), scheme }, source: (0,resolve_layers/* variableSource */.uM)(layer, name) }]
            : [];
    }));
    return (0,resolve_layers/* choose */.Sw)([...input, ...said]);
}

;// CONCATENATED MODULE: ./build/resolve/anthropic.js


const anthropicUrl = new URL('https://api.anthropic.com');
function resolveAnthropic(resolving) {
    const { inputs, problems } = resolving;
    const named = chooseBaseUrl(resolving);
    const url = named === undefined ? anthropicUrl : checkUrl(named, inputs.allowedHosts, problems);
    if (named === undefined)
        checkHost(anthropicUrl, inputs.allowedHosts, 'provider', problems);
    const key = chooseKey(resolving);
    if (url === undefined || key === undefined)
        return undefined;
    const kind = url.host === anthropicUrl.host ? 'anthropic' : 'gateway';
    return {
        provider: 'anthropic',
        upstream: { kind, url },
        key: key.plan,
        auth: authOf(inputs.authScheme, key.scheme, kind),
        extraHeaders: inputs.extraHeaders,
    };
}
function authOf(asked, ofKey, kind) {
    if (asked !== 'auto')
        return { scheme: asked, other: 'never' };
    return { scheme: ofKey, other: kind === 'gateway' ? 'once' : 'never' };
}

;// CONCATENATED MODULE: ./build/resolve/bedrock.js





function bedrockRegion(resolving) {
    const region = chooseRegion(resolving);
    if (region === undefined) {
        resolving.problems.push({
            where: 'aws-region',
            expected: 'is missing: give the input, or set `AWS_REGION` or `awsRegion`',
        });
        return undefined;
    }
    resolving.explain.push((0,resolve_plan/* explained */.to)('aws-region', region));
    return checkRegion(region, resolving);
}
function resolveBedrock(resolving, region) {
    if (region === undefined)
        return undefined;
    const endpoint = chooseEndpoint(resolving, region);
    const credential = chooseCredential(resolving, region);
    return endpoint === undefined ? undefined : { provider: 'bedrock', region, endpoint, credential };
}
function chooseEndpoint({ inputs, layers, problems, explain }, region) {
    const sdk = isTrue(layers, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')
        ? []
        : ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'];
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['ANTHROPIC_BEDROCK_BASE_URL', ...sdk]));
    if (named !== undefined) {
        explain.push((0,resolve_plan/* explained */.to)('base-url', named, showUrl));
        return checkUrl(named, inputs.allowedHosts, problems);
    }
    const [fips, dualStack] = [isTrue(layers, 'AWS_USE_FIPS_ENDPOINT'), isTrue(layers, 'AWS_USE_DUALSTACK_ENDPOINT')];
    const own = new URL(`https://${(0,models/* awsHost */.Gy)('bedrock-runtime', region, { fips, dualStack })}`);
    checkHost(own, inputs.allowedHosts, 'provider', problems);
    return own;
}
function chooseCredential(resolving, region) {
    const { inputs, layers, secret, explain } = resolving;
    const key = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['AWS_BEARER_TOKEN_BEDROCK']));
    if (key === undefined || inputs.awsRoles.length > 0)
        return { kind: 'aws', aws: resolveAws(resolving, region) };
    explain.push((0,resolve_plan/* explained */.to)('aws-bearer-token', key, () => '***'));
    return { kind: 'bearer', token: secret(key.value) };
}
function isTrue(layers, name) {
    return (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, [name]))?.value.toLowerCase() === 'true';
}

;// CONCATENATED MODULE: ./build/resolve/iam-policy.js

function leastPolicy(model, region, account = '*') {
    const ids = [model.id, ...Object.values(model.aliases)];
    const resources = [...new Set(ids.flatMap((id) => (0,models/* policyResources */.kf)(id, region, account)))].sort();
    if (resources.length === 0)
        return undefined;
    const actions = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
    return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] };
}

;// CONCATENATED MODULE: ./build/resolve/model.js




function resolveModel(inputs, layers, where, problems, warnings) {
    const before = problems.length;
    const meaning = tierMeaning(inputs, where.provider, problems);
    const task = taskTier(inputs, problems);
    const asked = (0,resolve_layers/* choose */.Sw)([
        ...(0,resolve_layers/* fromInput */.lX)('model', inputs.model).map(named),
        ...(0,resolve_layers/* fromInput */.lX)('tier', inputs.tier).map(({ value, source }) => ({ value: byTier(value, `tier ${value}`), source })),
        ...(0,resolve_layers/* fromInput */.lX)('task', task).map(({ value, source }) => ({ value: byTier(value, `task ${inputs.task}`), source })),
        ...(0,resolve_layers/* fromLayers */.HY)(layers, 'model', ['CLAUDE_MODEL', 'ANTHROPIC_MODEL']).map(named),
        (0,resolve_layers/* byDefault */.Ri)(byTier(models/* defaultTier */.Eg, `tier ${models/* defaultTier */.Eg}`)),
    ]);
    if (problems.length > before)
        return undefined;
    const name = (0,resolve_layers/* nameOf */.Vb)(asked);
    const chosen = place(asked.value.kind === 'name' ? asked.value.spelling : asked.value.tier, meaning, where, name, problems);
    if (chosen === undefined)
        return undefined;
    if (chosen.model === undefined && chosen.warn !== undefined)
        warnings.push(chosen.warn);
    const tier = asked.value.kind === 'tier' ? asked.value.tier : tierOf(asked.value.spelling, chosen.model);
    const ownNames = where.provider === 'openai-compatible';
    const assumed = ownNames && tier !== undefined && !inputs.tierModels.has(tier) ? tier : undefined;
    const aliases = {};
    for (const alias of models/* tiers */.cK) {
        const isKnown = !ownNames || inputs.tierModels.has(alias) || assumed !== undefined;
        aliases[alias] = (isKnown ? place(alias, meaning, where, 'tier-models', [])?.id : undefined) ?? chosen.id;
    }
    const plan = {
        name: chosen.name,
        id: chosen.id,
        tier,
        price: (chosen.model?.unpricedByCli ? null : chosen.model?.price) ?? undefined,
        aliases,
    };
    const shown = (0,resolve_plan/* explained */.to)('model', asked, (value) => value.kind === 'name' ? value.spelling : `${meaning[value.tier]} (${value.because})`);
    if (asked.value.kind === 'name')
        shown.value = plan.name;
    const id = { name: 'model-id', value: plan.id, source: 'the catalogue', over: [] };
    return { plan, explained: plan.id === plan.name ? [shown] : [shown, id], assumed };
}
function named({ value, source }) {
    return { value: { kind: 'name', spelling: value }, source };
}
function byTier(tier, because) {
    return { kind: 'tier', tier, because };
}
function tierOf(spelling, model) {
    if ((0,models/* isTier */.zl)(spelling.toLowerCase()))
        return spelling.toLowerCase();
    return model !== undefined && (0,models/* isTier */.zl)(model.family) ? model.family : undefined;
}
function tierMeaning(inputs, provider, problems) {
    const meaning = { ...models/* tierModels */.h9 };
    for (const [tier, model] of inputs.tierModels) {
        if (!(0,models/* isTier */.zl)(tier))
            problems.push({ where: 'tier-models', held: tier, expected: (0,build_words/* oneOf */.y)(tier, models/* tiers */.cK) });
        else if (provider === 'openai-compatible')
            meaning[tier] = model.trim();
        else
            meaning[tier] = (0,models/* isTier */.zl)(model.toLowerCase()) ? models/* tierModels */.h9[model.toLowerCase()] : model.trim();
    }
    return meaning;
}
function taskTier(inputs, problems) {
    const known = new Map(Object.entries(models/* taskTiers */.Xx));
    for (const [task, tier] of inputs.taskTiers) {
        if ((0,models/* isTier */.zl)(tier))
            known.set(task, tier);
        else
            problems.push({ where: `task-tiers ${task}`, held: tier, expected: (0,build_words/* oneOf */.y)(tier, models/* tiers */.cK) });
    }
    if (inputs.task === undefined)
        return undefined;
    const tier = known.get(inputs.task);
    if (tier === undefined) {
        const near = (0,build_words/* nearest */.p)(inputs.task, [...known.keys()]);
        const meant = near === undefined ? '.' : `; did you mean \`${near}\`?`;
        const words = [...known.keys()].map((word) => `\`${word}\``).join(', ');
        problems.push({
            where: 'task',
            held: inputs.task,
            expected: `is not a task; known are ${words}${meant} Add your own with \`task-tiers\``,
        });
    }
    return tier;
}
function place(spelling, meaning, where, name, problems) {
    const { provider, region } = where;
    const found = (0,models/* findModel */.P6)(spelling);
    const given = spelling.trim();
    if (provider === 'openai-compatible')
        return asGiven(found.kind === 'tier' ? meaning[found.tier] + found.suffix : given, undefined);
    if (found.kind === 'tier') {
        const meant = meaning[found.tier] + found.suffix;
        return place(meant, models/* tierModels */.h9, where, name, problems);
    }
    if (found.kind === 'arn') {
        if (provider === 'bedrock')
            return asGiven(given, found.model ?? undefined);
        const expected = `is an AWS ARN, which provider ${provider} does not take`;
        problems.push({ where: name, held: given, expected, code: 'model-unknown' });
        return undefined;
    }
    if (found.kind === 'unknown') {
        const near = found.near.length === 0 ? '' : ` Near it: ${found.near.join(', ')}.`;
        const warn = `The model ${JSON.stringify(given)} is not in this version's catalogue and is passed on as it is.${near}`;
        return asGiven(given, undefined, warn);
    }
    const { geography, foundation } = found;
    const id = (0,models/* modelIdFor */.gy)(found.model, provider, { geography, foundation, region });
    if (id.kind === 'id')
        return { name: found.model.id, id: id.id + found.suffix, model: found.model, warn: undefined };
    if (id.why !== 'no-region')
        problems.push({ where: name, held: given, expected: unavailable(id, where), code: 'model-unknown' });
    return undefined;
}
function unavailable({ why, nearest, global }, { provider, region }) {
    const place = why === 'provider' ? `provider ${provider}` : `Bedrock in ${region}`;
    const instead = nearest.length === 0 ? '' : `; it has ${nearest.join(', ')}`;
    const anywhere = global === null ? '' : `; ${global} is there, and lets requests run in any region`;
    return `is not offered by ${place}${instead}${anywhere}`;
}
function asGiven(name, model, warn) {
    return { name: model?.id ?? name, id: name, model, warn };
}

;// CONCATENATED MODULE: ./build/resolve/openai.js


function resolveOpenAi(resolving, assumed) {
    const { inputs, problems } = resolving;
    const named = chooseBaseUrl(resolving);
    if (named === undefined)
        problems.push({
            where: 'base-url',
            expected: 'is missing: give the URL of the server, or set `customApiUrl` in `.claude/settings.json`',
        });
    const url = named === undefined ? undefined : checkUrl(named, inputs.allowedHosts, problems);
    const key = chooseKey(resolving);
    const { authScheme, extraHeaders, proxyProtocol } = inputs;
    if (inputs.isolation === 'env' && proxyProtocol === 'openai')
        problems.push({
            where: 'isolation',
            held: 'env',
            expected: "is not for a server that speaks OpenAI's API: `claude` itself does not speak it, the gateway does",
        });
    if (url === undefined || key === undefined)
        return undefined;
    const auth = authScheme === 'auto'
        ? { scheme: 'bearer', other: 'once' }
        : { scheme: authScheme, other: 'never' };
    return { provider: 'openai-compatible', url, protocol: proxyProtocol, assumed, key: key.plan, auth, extraHeaders };
}

;// CONCATENATED MODULE: ./build/resolve/provider.js

const switches = [
    ['CLAUDE_CODE_USE_BEDROCK', 'bedrock'],
    ['CLAUDE_CODE_USE_VERTEX', 'vertex'],
];
function chooseProvider(inputs, layers, problems) {
    const said = layers.flatMap((layer) => {
        const key = layer.keys.apiProvider;
        const keyed = key === undefined ? [] : [{ value: key, source: { kind: layer.kind, name: layer.name } }];
        const on = switches.filter(([name]) => isOn(layer.env[name]));
        if (on.length > 1)
            problems.push({
                where: layer.name,
                expected: '`CLAUDE_CODE_USE_BEDROCK` and `CLAUDE_CODE_USE_VERTEX` are both set; keep one of them',
            });
        return [...keyed, ...on.map(([name, value]) => ({ value, source: (0,resolve_layers/* variableSource */.uM)(layer, name) }))];
    });
    return (0,resolve_layers/* choose */.Sw)([...(0,resolve_layers/* fromInput */.lX)('provider', inputs.provider), ...said, (0,resolve_layers/* byDefault */.Ri)('anthropic')]);
}
function isOn(value) {
    return /^(1|true|yes|on)$/i.test(value?.trim() ?? '');
}

;// CONCATENATED MODULE: ./build/resolve/together.js


function checkTogether(resolving, { asked, provider, model }) {
    checkBudget(resolving, model);
    if (resolving.inputs.mode === 'setup')
        checkSetup(resolving);
    checkExport(resolving, provider);
    checkSecret(resolving, asked);
    if (provider !== undefined)
        warnOfUnused(resolving, provider);
}
function checkBudget({ inputs: { maxBudgetUsd }, problems }, model) {
    if (maxBudgetUsd === undefined || model === undefined || model.price !== undefined)
        return;
    problems.push({
        where: 'max-budget-usd',
        held: String(maxBudgetUsd),
        expected: `cannot be kept: the price of ${model.name} is not known; leave it out and use \`max-turns\``,
    });
}
function checkSetup({ inputs, settingsEnv, problems }) {
    if (inputs.isolation === 'env')
        problems.push({
            where: 'isolation',
            held: 'env',
            expected: 'is not for mode `setup`: the key would have to be written into the environment of the whole job',
        });
    if (inputs.sandbox === 'require')
        problems.push({
            where: 'sandbox',
            held: 'require',
            expected: 'cannot be kept in mode `setup`: it is the steps that follow that start `claude`; use mode `run`',
        });
    for (const layer of settingsEnv)
        for (const name of Object.keys(layer.env).filter(resolve_plan/* mightSteer */.B))
            if ((0,resolve_layers/* isSet */.vM)(layer.env[name]) && !/^(ANTHROPIC_SMALL_FAST|CLAUDE_CODE_\w+)_MODEL$/.test(name))
                problems.push({
                    where: `${layer.name} env ${name}`,
                    expected: 'would beat what mode `setup` exports; take it out, or use mode `run`, which can pin it',
                    code: 'settings-invalid',
                });
}
function checkExport({ inputs, problems }, provider) {
    if (!inputs.exportAwsCredentials)
        return;
    const expected = inputs.mode !== 'setup'
        ? 'is for mode `setup`: no step follows that could be meant otherwise'
        : provider !== undefined && (provider.provider !== 'bedrock' || provider.credential.kind !== 'aws')
            ? 'is for the AWS credentials of Bedrock, and this step has none'
            : undefined;
    if (expected !== undefined)
        problems.push({ where: 'export-aws-credentials', held: 'true', expected });
}
function checkSecret({ inputs, problems }, provider) {
    const { secretId, rotation, mode } = inputs;
    if (secretId !== undefined && (provider === 'bedrock' || provider === 'vertex'))
        problems.push({
            where: 'secret-id',
            held: secretId,
            expected: `is for an API key, which ${provider} does not take`,
        });
    if (secretId === undefined && mode === 'rotate')
        problems.push({ where: 'secret-id', expected: 'is missing: mode `rotate` is about a key in AWS Secrets Manager' });
    else if (secretId === undefined && rotation !== undefined && rotation !== 'off')
        problems.push({
            where: 'rotation',
            held: rotation,
            expected: 'is for a key in AWS Secrets Manager; `secret-id` is missing',
        });
    if (mode === 'rotate' && rotation === 'off')
        problems.push({
            where: 'rotation',
            held: 'off',
            expected: 'leaves nothing to do in mode `rotate`; use `promote` or `verify`',
        });
}
function warnOfUnused({ inputs, warnings }, provider) {
    if (inputs.awsRoles.length > 0 && awsOf(provider) === undefined)
        warnings.push(`\`aws-role-arn\` is given, and nothing in a step on ${provider.provider} needs AWS: it is not assumed.`);
    if (provider.provider === 'vertex')
        return;
    for (const [name, held] of [
        ['gcp-workload-identity-provider', inputs.gcpIdentityProvider],
        ['gcp-credentials-json', inputs.gcpCredentials],
    ])
        if (held !== undefined)
            warnings.push(`\`${name}\` is given, and nothing in a step on ${provider.provider} needs Google: it is not used.`);
}
function awsOf(provider) {
    if (provider.provider === 'bedrock')
        return provider.credential.kind === 'aws' ? provider.credential.aws : undefined;
    if (provider.provider === 'vertex')
        return undefined;
    return provider.key.kind === 'stored' ? provider.key.stored.aws : undefined;
}

// EXTERNAL MODULE: ./build/resolve/google-names.js
var google_names = __nccwpck_require__(9985);
;// CONCATENATED MODULE: ./build/resolve/google.js





function resolveGoogle(resolving) {
    const { inputs, problems } = resolving;
    const endpoints = (0,google_names/* googleEndpoints */.gt)(environmentOf(resolving), problems);
    for (const [service, url] of Object.entries(endpoints))
        if (url !== undefined)
            checkHost(url, inputs.allowedHosts, `GHA_ENDPOINT_OVERRIDE_${service}`, problems);
    const found = google_chooseSource(resolving);
    const universe = chooseUniverse(resolving, inputs.gcpCredentials?.file);
    for (const url of placesIn(inputs.gcpCredentials?.file))
        if (!`.${url.hostname}`.endsWith(`.${universe}`))
            checkHost(url, inputs.allowedHosts, 'gcp-credentials-json', problems);
    if (found === undefined)
        return undefined;
    const quotaProject = chooseQuotaProject(resolving);
    return { plan: { ...found.source, endpoints, universe, quotaProject }, project: found.project };
}
function chooseQuotaProject({ layers, problems, explain }) {
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['GOOGLE_CLOUD_QUOTA_PROJECT']));
    if (named === undefined)
        return undefined;
    explain.push((0,resolve_plan/* explained */.to)('google-cloud-quota-project', named));
    if (!/^[a-z0-9.:-]+$/.test(named.value))
        problems.push({ where: (0,resolve_layers/* nameOf */.Vb)(named), held: named.value, expected: 'must be the id of a project' });
    return named.value;
}
function google_chooseSource(resolving) {
    const { inputs, problems } = resolving;
    const both = inputs.gcpIdentityProvider !== undefined && inputs.gcpCredentials !== undefined;
    if (both)
        problems.push({
            where: 'gcp-credentials-json',
            expected: '`gcp-workload-identity-provider` is given too; keep one of them',
        });
    if (inputs.gcpServiceAccount !== undefined && inputs.gcpIdentityProvider === undefined)
        problems.push({
            where: 'gcp-service-account',
            held: inputs.gcpServiceAccount,
            expected: inputs.gcpCredentials === undefined
                ? 'is for `gcp-workload-identity-provider`, which is not given'
                : 'is for `gcp-workload-identity-provider`; `gcp-credentials-json` says by itself whose it is',
        });
    if (inputs.gcpIdentityProvider !== undefined)
        return workloadIdentity(resolving, inputs.gcpIdentityProvider);
    if (inputs.gcpCredentials !== undefined)
        return keyFile(resolving, inputs.gcpCredentials);
    return inputs.unreadable.has('gcp-credentials-json') ? undefined : ambient(resolving);
}
function workloadIdentity(resolving, held) {
    const { inputs, problems, explain } = resolving;
    const provider = (0,google_names/* parseIdentityProvider */.lD)(held);
    if (!provider.ok)
        problems.push({ where: 'gcp-workload-identity-provider', held, expected: provider.expected });
    const account = inputs.gcpServiceAccount === undefined ? undefined : (0,google_names/* parseServiceAccount */.YA)(inputs.gcpServiceAccount);
    if (account?.ok === false)
        problems.push({ where: 'gcp-service-account', held: inputs.gcpServiceAccount, expected: account.expected });
    const request = oidcRequest(resolving);
    if (request === undefined)
        problems.push({
            where: 'gcp-workload-identity-provider',
            expected: "needs the job's OIDC token, which this job cannot ask for: give it `permissions: id-token: write` (pull requests from forks and from Dependabot never get one)",
            code: 'oidc-unavailable',
        });
    if (!provider.ok || account?.ok === false || request === undefined)
        return undefined;
    const value = account === undefined ? provider.name : `${provider.name}, as ${account.name}`;
    explain.push((0,resolve_plan/* explained */.to)('gcp-workload-identity-provider', over(resolving, value, 'gcp-workload-identity-provider')));
    return {
        source: {
            kind: 'workload-identity',
            provider: provider.name,
            serviceAccount: account?.name,
            request,
            audience: `https://iam.googleapis.com/${provider.name}`,
        },
        project: own((0,google_names/* projectOf */.v8)(account?.name), 'gcp-service-account'),
    };
}
function keyFile(resolving, { file, text }) {
    const shown = over(resolving, `a file of type ${file.type}`, 'gcp-credentials-json');
    resolving.explain.push((0,resolve_plan/* explained */.to)('gcp-credentials-json', shown));
    return { source: { kind: 'json', credentials: text }, project: own(projectIn(file), 'gcp-credentials-json') };
}
const adc = ['GOOGLE_APPLICATION_CREDENTIALS', 'GCE_METADATA_HOST', 'GCE_METADATA_IP', 'METADATA_SERVER_DETECTION'];
const folders = ['CLOUDSDK_CONFIG', 'HOME', 'APPDATA'];
function ambient(resolving) {
    const { layers, explain } = resolving;
    const env = {};
    for (const name of adc)
        env[name] = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, [name]))?.value;
    const own = environmentOf(resolving);
    for (const name of folders)
        env[name] = own[name];
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['GOOGLE_APPLICATION_CREDENTIALS']));
    if (named !== undefined)
        explain.push((0,resolve_plan/* explained */.to)('google-application-credentials', named));
    return { source: { kind: 'ambient', env } };
}
function over({ layers }, value, input) {
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['GOOGLE_APPLICATION_CREDENTIALS']));
    return { value, source: { kind: 'input', name: `input ${input}` }, over: named === undefined ? [] : [named] };
}
function own(project, input) {
    return project === undefined
        ? undefined
        : { value: project, source: { kind: 'input', name: `input ${input}` }, over: [] };
}
function projectIn(file) {
    if (file.type === 'service_account')
        return file.project_id ?? (0,google_names/* projectOf */.v8)(file.client_email);
    if (file.type === 'authorized_user')
        return file.quota_project_id;
    return (0,google_names/* projectOf */.v8)((0,google_names/* accountIn */.l1)(file.service_account_impersonation_url)) ?? file.quota_project_id;
}
function placesIn(file) {
    switch (file?.type) {
        case 'external_account':
            return [file.token_url, file.service_account_impersonation_url].flatMap((place) => (place ? new URL(place) : []));
        case 'impersonated_service_account':
            return [new URL(file.service_account_impersonation_url), ...placesIn(file.source_credentials)];
    }
    return [];
}
function chooseUniverse(resolving, file) {
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(resolving.layers, undefined, ['GOOGLE_CLOUD_UNIVERSE_DOMAIN']));
    const its = file?.universe_domain;
    if (named === undefined)
        return its ?? google_names/* defaultUniverse */.LT;
    resolving.explain.push((0,resolve_plan/* explained */.to)('google-cloud-universe-domain', named));
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(named.value))
        resolving.problems.push({
            where: (0,resolve_layers/* nameOf */.Vb)(named),
            held: named.value,
            expected: `must be a domain, such as ${google_names/* defaultUniverse */.LT}`,
        });
    else if (its !== undefined && its !== named.value)
        resolving.problems.push({
            where: (0,resolve_layers/* nameOf */.Vb)(named),
            held: named.value,
            expected: `\`gcp-credentials-json\` is for the cloud ${its}`,
        });
    return named.value;
}
function oidcRequest(resolving) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environmentOf(resolving);
    return (0,resolve_layers/* isSet */.vM)(url) && (0,resolve_layers/* isSet */.vM)(token) && URL.canParse(url) ? { url, token: new build_secret/* Secret */.z(token) } : undefined;
}
function environmentOf({ layers }) {
    return layers.find(({ kind }) => kind === 'env')?.env ?? {};
}

;// CONCATENATED MODULE: ./build/resolve/vertex.js




function resolveVertex(resolving) {
    const { explain } = resolving;
    const region = vertex_chooseRegion(resolving);
    const named = chooseProject(resolving);
    const google = resolveGoogle(resolving);
    const project = named?.value ?? google?.project?.value;
    if (named === undefined && google?.project !== undefined)
        explain.push((0,resolve_plan/* explained */.to)('gcp-project-id', google.project));
    if (google === undefined || region === undefined)
        return undefined;
    if (project === undefined && google.plan.kind !== 'ambient')
        resolving.problems.push({
            where: 'gcp-project-id',
            expected: 'is missing, and the credential names no project: give the input, or set `GOOGLE_CLOUD_PROJECT`',
        });
    const endpoint = vertex_chooseEndpoint(resolving, region, google.plan.universe);
    return endpoint === undefined ? undefined : { provider: 'vertex', region, project, endpoint, credential: google.plan };
}
function vertex_chooseRegion({ inputs, layers, problems, explain }) {
    const region = (0,resolve_layers/* choose */.Sw)([
        ...(0,resolve_layers/* fromInput */.lX)('gcp-region', inputs.gcpRegion),
        ...(0,resolve_layers/* fromLayers */.HY)(layers, 'gcpRegion', ['CLOUD_ML_REGION']),
    ]);
    if (region === undefined) {
        problems.push({
            where: 'gcp-region',
            expected: 'is missing: give the input, or set `CLOUD_ML_REGION` or `gcpRegion`',
        });
        return undefined;
    }
    explain.push((0,resolve_plan/* explained */.to)('gcp-region', region));
    if (/^(global|us|eu|[a-z]+(-[a-z]+)+\d+)$/.test(region.value))
        return region.value;
    const zone = /^([a-z]+(?:-[a-z]+)+\d+)-[a-z]$/.exec(region.value)?.[1];
    problems.push({
        where: (0,resolve_layers/* nameOf */.Vb)(region),
        held: region.value,
        expected: zone === undefined
            ? 'must be a Vertex AI location, such as europe-west4, eu or global'
            : `is a zone; the region that it is in is ${zone}`,
    });
    return undefined;
}
function chooseProject({ inputs, layers, problems, explain }) {
    const project = (0,resolve_layers/* choose */.Sw)([
        ...(0,resolve_layers/* fromInput */.lX)('gcp-project-id', inputs.gcpProjectId),
        ...(0,resolve_layers/* fromLayers */.HY)(layers, 'gcpProjectId', ['ANTHROPIC_VERTEX_PROJECT_ID', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT']),
    ]);
    if (project === undefined)
        return undefined;
    explain.push((0,resolve_plan/* explained */.to)('gcp-project-id', project));
    if (!/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project.value))
        problems.push({
            where: (0,resolve_layers/* nameOf */.Vb)(project),
            held: project.value,
            expected: /^\d+$/.test(project.value)
                ? "is a project's number; its id is wanted, such as my-project-12345"
                : 'must be the id of a project: 6 to 30 lower-case letters, digits and hyphens, such as my-project-12345',
        });
    return project;
}
function vertex_chooseEndpoint(resolving, region, universe) {
    const { inputs, layers, problems, explain } = resolving;
    const named = (0,resolve_layers/* choose */.Sw)((0,resolve_layers/* fromLayers */.HY)(layers, undefined, ['ANTHROPIC_VERTEX_BASE_URL']));
    if (named !== undefined) {
        explain.push((0,resolve_plan/* explained */.to)('base-url', named, showUrl));
        return checkUrl(named, inputs.allowedHosts, problems);
    }
    const own = new URL(`https://${vertexHost(region, universe)}`);
    checkHost(own, inputs.allowedHosts, 'provider', problems);
    return own;
}
function vertexHost(region, universe) {
    switch (region) {
        case 'global':
            return `aiplatform.${universe}`;
        case 'us':
        case 'eu':
            return `aiplatform.${region}.rep.${universe}`;
    }
    return `${region}-aiplatform.${universe}`;
}

;// CONCATENATED MODULE: ./build/resolve/resolve.js









function resolvePlan(said) {
    const resolving = { ...said, problems: [], warnings: [], explain: [] };
    const { inputs, layers, problems, warnings, explain } = resolving;
    if (inputs.mode === 'run' && inputs.prompt === undefined)
        problems.push({ where: 'prompt', expected: 'neither `prompt` nor `prompt-file` is given; give one of them' });
    const chosen = chooseProvider(inputs, layers, problems);
    explain.push((0,resolve_plan/* explained */.to)('provider', chosen));
    const region = chosen.value === 'bedrock' ? bedrockRegion(resolving) : undefined;
    const model = resolveModel(inputs, layers, { provider: chosen.value, region }, problems, warnings);
    if (model !== undefined)
        explain.push(...model.explained);
    const provider = inputs.unreadable.has('provider')
        ? undefined
        : resolveProvider(chosen.value, resolving, region, model?.assumed);
    const cli = chooseCli(inputs, problems);
    checkTogether(resolving, { asked: chosen.value, provider, model: model?.plan });
    const plan = provider === undefined || model === undefined || problems.length > 0
        ? undefined
        : planOf(said, { provider, model: model.plan, cli, workingDirectory: inputs.workingDirectory });
    const policy = region === undefined || model === undefined ? undefined : leastPolicy(model.plan, region);
    return { plan, problems, explained: explain, warnings, policy };
}
function planOf({ inputs, trust, layers }, base) {
    if (inputs.mode === 'rotate')
        return { mode: 'rotate', ...base, limits: limitsOf(inputs) };
    if (inputs.mode === 'setup')
        return { mode: 'setup', ...base, exportAws: inputs.exportAwsCredentials };
    if (inputs.prompt === undefined)
        return undefined;
    const settingsVariables = layers.flatMap((layer) => layer.kind === 'file' ? Object.keys(layer.env).filter((name) => (0,resolve_plan/* mightSteer */.B)(name) || isVertexRegion(name)) : []);
    return {
        mode: 'run',
        ...base,
        prompt: inputs.prompt,
        isolation: inputs.isolation,
        sandbox: sandboxOf(inputs),
        limits: limitsOf(inputs),
        agent: {
            allowedTools: inputs.allowedTools,
            disallowedTools: inputs.disallowedTools,
            permissionMode: inputs.permissionMode,
            jsonSchema: inputs.jsonSchema,
            extraArgs: inputs.claudeArgs,
            settings: inputs.claudeSettings,
        },
        settingSources: trust.kind === 'believed' ? 'all' : 'user',
        settingsVariables,
    };
}
function sandboxOf({ sandbox, allowedTools = '' }) {
    if (sandbox === 'off')
        return { kind: 'off' };
    if (sandbox === 'require')
        return { kind: 'on', orElse: 'fail', engines: 'out of reach' };
    const named = /\bBash\(\s*(sudo\s+)?(docker|docker-compose|podman|buildah|nerdctl|ctr|crictl)\b/.test(allowedTools);
    return { kind: 'on', orElse: 'start without', engines: named ? 'in reach' : 'out of reach' };
}
function isVertexRegion(name) {
    return name.startsWith('VERTEX_REGION_');
}
function resolveProvider(provider, resolving, region, assumed) {
    switch (provider) {
        case 'anthropic':
            return resolveAnthropic(resolving);
        case 'bedrock':
            return resolveBedrock(resolving, region);
        case 'vertex':
            return resolveVertex(resolving);
        case 'openai-compatible':
            return resolveOpenAi(resolving, assumed);
    }
}
function limitsOf({ maxTurns, maxBudgetUsd, timeoutMinutes }) {
    const timeoutMs = timeoutMinutes === undefined ? undefined : Math.round(timeoutMinutes * 60_000);
    return { maxTurns, maxBudgetUsd, timeoutMs };
}
function chooseCli({ claudePath, claudeVersion }, problems) {
    if (claudePath !== undefined && claudeVersion !== undefined)
        problems.push({
            where: 'claude-version',
            held: claudeVersion,
            expected: '`claude-path` is given too; keep one of them',
        });
    if (claudePath !== undefined)
        return { kind: 'path', path: claudePath };
    if (claudeVersion === undefined)
        return { kind: 'any' };
    if (!/^(latest|stable|\d+\.\d+\.\d+(-[\w.]+)?)$/.test(claudeVersion))
        problems.push({
            where: 'claude-version',
            held: claudeVersion,
            expected: 'must be a whole version, such as 2.1.330, or `latest` or `stable`',
        });
    return { kind: 'version', version: claudeVersion };
}

// EXTERNAL MODULE: ./build/resolve/secrets.js
var secrets = __nccwpck_require__(7498);
;// CONCATENATED MODULE: ./build/decide.js
















async function decide(environment, runner, report, stop) {
    const { env } = environment;
    for (const secret of knownSecrets(env))
        runner.mask(secret);
    const { value: inputs, problems, warnings } = await readInputs(environment, runner.mask);
    const event = readEvent(env);
    const trust = workspaceTrust(event, inputs.trustWorkspace);
    const github = inputs.githubToken && githubApi(inputs.githubToken, env.GITHUB_API_URL, stop);
    const reading = believedSettings(environment, inputs, event, trust, github);
    reading.catch(() => { });
    const admission = await admitted(event, inputs, problems, github);
    if (admission.kind === 'refused')
        return { kind: 'refused', because: admission.because + stepsBehind(inputs) };
    if (openness(event).kind === 'open')
        runner.info(`who  ${(0,plain_text/* logLines */.OG)(admission.because).join(' ')}`);
    const settings = await reading;
    const secret = (value) => {
        runner.mask(value);
        return new build_secret/* Secret */.z(value);
    };
    const settingsEnv = inputs.mode === 'setup' ? await laterSettings(environment, inputs) : [];
    const layers = [(0,action_environment/* environmentLayer */.L)(env), ...settings.layers];
    const resolved = resolvePlan({ inputs, layers, trust, settingsEnv, secret });
    Object.assign(report, { explained: resolved.explained, policy: resolved.policy });
    tellChoices(runner, resolved.explained, trust);
    for (const warning of [...warnings, ...settings.warnings, ...resolved.warnings])
        runner.warning(warning);
    const all = [...problems, ...settings.problems, ...resolved.problems];
    const { plan } = resolved;
    if (all.length > 0 || plan === undefined)
        throw problemsError(all);
    if (plan.mode !== 'rotate')
        for (const line of withinReach(environment, plan.workingDirectory))
            runner.info((0,plain_text/* logLines */.OG)(line).join(' '));
    const held = (0,secrets/* secretsOf */.F)(plan.provider);
    for (const value of held)
        runner.mask(value);
    return { kind: 'go', plan, secrets: [...given(inputs), ...held] };
}
function given({ apiKey, githubToken, gcpCredentials }) {
    return [apiKey, githubToken, ...(gcpCredentials?.secrets ?? [])].flatMap((secret) => secret?.reveal() ?? []);
}
function tellChoices(runner, choices, trust) {
    for (const line of choices.map(explainedLine))
        runner.info(line);
    if (trust.kind === 'not believed')
        runner.info(`settings in the checkout do not count: ${trust.because}`);
}
async function admitted(event, { who }, problems, github) {
    const ownRule = problems.filter(({ where }) => where === 'required-permission' || where === 'allowed-bots');
    if (ownRule.length > 0)
        throw problemsError(problems);
    return admit(event, who, github);
}
function stepsBehind({ mode }) {
    return mode === 'setup'
        ? " Nothing was set up: steps that use `claude` need `if: steps.ID.outputs.conclusion == 'success'`, with the id of this one."
        : '';
}
async function believedSettings(environment, inputs, event, trust, github) {
    const { env } = environment;
    const user = (0,settings_files/* userSettings */.Lq)(env);
    if (trust.kind === 'believed')
        return (0,settings_files/* settingsLayers */.mZ)([...(await (0,settings_files/* workspaceSettings */.$_)(inputs.workingDirectory)), await user]);
    const base = trust.base === undefined
        ? []
        : [await baseSettings(settingsPath(environment, inputs), event, trust.base.ref, github)];
    return (0,settings_files/* settingsLayers */.mZ)([...base, await user]);
}
function settingsPath({ workspace }, { workingDirectory }) {
    const inside = (0,external_node_path_.relative)(workspace, workingDirectory).split(external_node_path_.sep).join('/');
    const folder = inside === '' || inside.startsWith('..') || (0,external_node_path_.isAbsolute)(inside) ? '' : `${inside}/`;
    return `${folder}.claude/settings.json`;
}
async function laterSettings(environment, inputs) {
    const files = [...(await (0,settings_files/* workspaceSettings */.$_)(inputs.workingDirectory)), await (0,settings_files/* userSettings */.Lq)(environment.env)];
    return (await (0,settings_files/* settingsLayers */.mZ)(files)).layers;
}
function problemsError(problems) {
    const lines = problems.map((problem) => `- ${(0,errors/* describeProblem */.BJ)(problem)}`);
    const codes = new Set(problems.map(({ code }) => code ?? 'input-invalid'));
    return new errors/* ActionError */.lZ(codes.size === 1 ? [...codes][0] : 'input-invalid', lines.join('\n'));
}
function explainedLine({ name, value, source, over }) {
    const lost = over.length === 0 ? '' : `, over ${over.map((other) => other.source).join(', ')}`;
    return (0,plain_text/* logLines */.OG)(`${name}  ${value}  from ${source}${lost}`).join(' ');
}


/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ describeProblem),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   ie: () => (/* binding */ toActionError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony export errorCodes */
const explanations = {
    'input-invalid': ['An input of the step is wrong.', 'Correct the inputs listed above; nothing was started.'],
    'settings-invalid': ['A Claude Code settings file is wrong.', 'Correct the file at the line named above.'],
    'actor-not-allowed': [
        'Whoever caused this event may not run the agent here, as far as could be found out.',
        'Have someone with the permission named in `required-permission` start it, or name the bot in `allowed-bots`.',
    ],
    'host-not-allowed': [
        'The key would have gone to a host that `allowed-hosts` does not name.',
        'Add the host to `allowed-hosts`, or correct the URL that named it.',
    ],
    'oidc-unavailable': [
        'The job could not get an OIDC token from GitHub.',
        'Give the job `permissions: id-token: write`.',
    ],
    'aws-credentials-missing': [
        'No AWS credentials were found.',
        'Set `aws-role-arn`, or provide credentials in the environment or on the machine.',
    ],
    'aws-role-denied': [
        'AWS refused to let the role be assumed.',
        "Compare the role's trust policy with the claims named above.",
    ],
    'aws-audience': [
        "The OIDC token's audience is not the one the identity provider in AWS expects.",
        'Set `aws-audience` to the audience of the IAM identity provider.',
    ],
    'aws-duration': [
        "The session duration is over the role's limit.",
        "Lower `aws-session-duration` or raise the role's maximum; sessions are renewed while a run goes on.",
    ],
    'aws-unreachable': ['AWS could not be reached.', 'Check the network, the proxy and the endpoint named above.'],
    'gcp-credentials-missing': [
        'No Google credentials were found.',
        'Set `gcp-workload-identity-provider` or `gcp-credentials-json`, or provide Application Default Credentials.',
    ],
    'gcp-identity-denied': [
        "Google refused the job's identity.",
        "Compare the workload identity pool's attribute condition with the claims named above.",
    ],
    'gcp-impersonation-denied': [
        'Google refused the impersonation of the service account.',
        'Grant the identity `roles/iam.workloadIdentityUser` on the service account.',
    ],
    'gcp-permission-denied': [
        'The Google identity may not use the model.',
        'Grant it `roles/aiplatform.user` on the project.',
    ],
    'gcp-api-disabled': ['An API that is needed is not enabled in the Google project.', 'Enable the API named above.'],
    'gcp-unreachable': [
        'Google Cloud could not be reached.',
        'Check the network, the proxy and the endpoint named above.',
    ],
    'secret-not-found': ['The secret does not exist.', 'Check `secret-id` and the region it is looked up in.'],
    'secret-access-denied': ['The secret may not be read.', 'Grant the role the action named above on the secret.'],
    'secret-field-missing': ['The secret has no such field.', 'Set `secret-key` to the JSON field that holds the key.'],
    'key-rejected': ['The provider rejected the key.', 'Put a valid key into the secret.'],
    'rotation-inconclusive': [
        'Whether the key works could not be found out, so nothing was changed.',
        'Run it again when the provider answers.',
    ],
    'model-unknown': [
        'The model is not known.',
        'Check the spelling of `model`, and that this account or gateway has it.',
    ],
    'model-access': [
        'The model may not be used with this account.',
        'Ask for access to the model at the provider, or pick another with `model`.',
    ],
    'provider-auth': [
        'The provider refused the credential.',
        'Check that the key is current, that it belongs to this provider or gateway, and `auth-scheme`.',
    ],
    'provider-rate-limited': [
        'The provider limits the rate, and went on doing so.',
        "Run it later, or have the account's limit raised.",
    ],
    'provider-overloaded': ['The provider is overloaded, and stayed so.', 'Run it again in a while.'],
    'provider-unreachable': [
        'The provider could not be reached.',
        'Check `base-url`, the network and the proxy (`HTTPS_PROXY`, `NO_PROXY`).',
    ],
    'provider-error': ['The provider answered with an error.', "Read the provider's own message above."],
    'max-turns': ['The agent used up its turns.', 'Raise `max-turns`, or ask for less.'],
    'max-budget': ['The agent used up its budget.', 'Raise `max-budget-usd`, or ask for less.'],
    timeout: ['The run took longer than `timeout-minutes`.', 'Raise `timeout-minutes`, or ask for less.'],
    cancelled: ['The run was cancelled.', 'Start it again if that was not meant.'],
    'claude-install': [
        'The Claude Code CLI could not be installed.',
        'Check the network named above, or give `claude-path`.',
    ],
    'claude-crashed': [
        'The Claude Code CLI failed by itself, or ended without a result.',
        'Read what it last said above, and the transcript in `execution-file`.',
    ],
    internal: ['Something went wrong inside this action.', 'Report it, with the log.'],
};
const errorCodes = Object.keys(explanations);
function explain(code) {
    const [cause, cure] = explanations[code];
    return { cause, cure };
}
class ActionError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.name = 'ActionError';
        this.code = code;
    }
}
function toActionError(error) {
    if (error instanceof ActionError)
        return error;
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return new ActionError('internal', message, { cause: error });
}
function describeProblem({ where, held, expected }) {
    return held === undefined ? `${where}: ${expected}` : `${where} is ${JSON.stringify(shorten(held, 200))}: ${expected}`;
}
function shorten(text, length) {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}


/***/ }),

/***/ 8041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V7: () => (/* binding */ ClientLeft),
/* harmony export */   pF: () => (/* binding */ BodyRefused),
/* harmony export */   vP: () => (/* binding */ Bodies)
/* harmony export */ });
class BodyRefused extends Error {
    status;
    type;
    constructor(status, type, message) {
        super(message);
        this.status = status;
        this.type = type;
    }
}
class ClientLeft extends Error {
}
class Bodies {
    #limits;
    #held = 0;
    constructor(limits) {
        this.#limits = limits;
    }
    declared({ headers }) {
        const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
        if (length !== undefined && length > this.#limits.bodyBytes)
            throw this.#tooLarge();
        return length;
    }
    async read(request) {
        const chunks = [];
        let length = 0;
        const release = () => {
            this.#held -= length;
            length = 0;
        };
        try {
            await new Promise((resolve, reject) => {
                this.#watch(request, reject);
                request.on('data', (chunk) => {
                    length += chunk.length;
                    this.#held += chunk.length;
                    chunks.push(chunk);
                    if (this.#held > this.#limits.heldBytes)
                        reject(new BodyRefused(429, 'rate_limit_error', 'The gateway holds as many requests as it can.'));
                });
                request.on('end', resolve).on('error', reject);
                request.on('close', () => reject(new ClientLeft()));
            });
        }
        catch (error) {
            release();
            throw error;
        }
        return { body: Buffer.concat(chunks), release };
    }
    watch(request, refuse) {
        this.#watch(request, refuse);
        request.pause();
    }
    #watch(request, refuse) {
        const { bodyBytes, bodySilentMs, bodyMs } = this.#limits;
        let length = 0;
        let at = Date.now();
        let waited = 0;
        const tick = Math.max(10, bodySilentMs / 10);
        const timer = setInterval(() => {
            if (request.readableFlowing !== true)
                at = Date.now();
            else
                waited += tick;
            if (Date.now() - at >= bodySilentMs || waited >= bodyMs)
                refuse(late(Date.now() - at));
        }, tick);
        timer.unref();
        request.on('data', (chunk) => {
            at = Date.now();
            length += chunk.length;
            if (length > bodyBytes)
                refuse(this.#tooLarge());
        });
        const over = () => clearInterval(timer);
        request.on('end', over).on('close', over);
    }
    #tooLarge() {
        return new BodyRefused(413, 'request_too_large', `The request is over ${this.#limits.bodyBytes} bytes.`);
    }
}
function late(silentMs) {
    const why = `The request did not come to its end (the last of it ${Math.round(silentMs / 1000)} s ago).`;
    return new BodyRefused(408, 'timeout_error', why);
}


/***/ }),

/***/ 4968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ Budget),
/* harmony export */   n: () => (/* binding */ budgetOf)
/* harmony export */ });
/* harmony import */ var _models_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2438);
/* harmony import */ var _meter_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8301);


const mostRequests = 10_000;
const requestsATurn = 100;
const requestsBeside = 1_000;
const longestAnswer = 200_000;
const bytesAToken = 3;
const fetches = /"type"\s*:\s*"(url|file|web_search_\w+|web_fetch_\w+|code_execution_\w+)"|"media_type"\s*:\s*"application\/pdf"/;
const longestInput = 200_000;
class Budget {
    #meter;
    #requests;
    #spending;
    #underWay = new Set();
    #reserved = 0;
    #taken = 0;
    #waiting = [];
    #exhausted;
    constructor(meter, requests = mostRequests, spending) {
        this.#meter = meter;
        this.#requests = requests;
        this.#spending = spending;
    }
    get exhausted() {
        return this.#exhausted;
    }
    get needsBody() {
        return this.#spending !== undefined;
    }
    take() {
        if (this.#taken < this.#requests) {
            this.#taken++;
            return undefined;
        }
        return this.#refuse(`The run has made ${this.#requests} requests, which is as many as one may make.`);
    }
    async admit(request, body, left) {
        const spending = this.#spending;
        if (spending === undefined)
            return { kind: 'admitted', asked: undefined, done: () => { } };
        const asked = askedOf(request, body, spending);
        if (typeof asked === 'string')
            return { kind: 'refused', message: asked };
        const most = (0,_meter_js__WEBPACK_IMPORTED_MODULE_1__/* .costOfAsked */ .P2)(asked);
        for (;;) {
            const { spentUsd } = this.#meter;
            if (spentUsd >= spending.maxUsd)
                return { kind: 'refused', message: this.#refuse(usedUp(spending.maxUsd, spentUsd)) };
            if (this.#underWay.size === 0 || spentUsd + this.#reserved + most <= spending.maxUsd || left.aborted)
                break;
            await new Promise((resolve) => {
                this.#waiting.push(resolve);
                left.addEventListener('abort', () => resolve(), { once: true });
            });
        }
        return { kind: 'admitted', asked, done: this.#reserve(most) };
    }
    #reserve(most) {
        const place = {};
        this.#underWay.add(place);
        this.#reserved += most;
        return () => {
            if (!this.#underWay.delete(place))
                return;
            this.#reserved -= most;
            for (const wake of this.#waiting.splice(0))
                wake();
        };
    }
    #refuse(message) {
        this.#exhausted = message;
        return message;
    }
}
function budgetOf({ maxTurns, maxBudgetUsd }, model, meter) {
    const requests = maxTurns === undefined ? mostRequests : Math.min(mostRequests, requestsBeside + requestsATurn * maxTurns);
    return new Budget(meter, requests, maxBudgetUsd === undefined ? undefined : { maxUsd: maxBudgetUsd, model });
}
function usedUp(maxUsd, spentUsd) {
    return `The budget of $${maxUsd} (\`max-budget-usd\`) is used up: the requests so far cost $${spentUsd.toFixed(4)}, those that the agent sent by itself included.`;
}
function askedOf(request, body, { model }) {
    const said = parse(body);
    const inPath = /\/model\/([^/?#]+)\/|\/models\/([^/?#]+):\w+$/.exec(request.target);
    const named = inPath === null ? said.model : decoded(inPath[1] ?? inPath[2] ?? '');
    if (typeof named !== 'string')
        return 'The request names no model.';
    const price = named === model.id || named === model.name ? (model.price ?? priceOf(named)) : priceOf(named);
    if (price === undefined)
        return `\`max-budget-usd\` cannot be kept: the price of ${named.slice(0, 100)} is not known.`;
    const { max_tokens: most, speed } = said;
    if (speed !== undefined && speed !== 'standard')
        return '`max-budget-usd` cannot be kept: what another speed than the usual one costs is not known.';
    return {
        model: named,
        price,
        inputTokens: Math.max(Math.ceil(body.length / bytesAToken), fetches.test(plainly(body, said)) ? longestInput : 0),
        outputTokens: typeof most === 'number' && most >= 0 ? Math.min(most, longestAnswer) : longestAnswer,
        streamed: said.stream === true || /stream/i.test(request.target),
    };
}
function plainly(body, said) {
    const text = body.toString('latin1');
    return /\\u00[2-7]|\\\//i.test(text) ? text + JSON.stringify(said) : text;
}
function priceOf(named) {
    const found = (0,_models_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findModel */ .P6)(named);
    return found.kind === 'model' || found.kind === 'arn' ? (found.model?.price ?? undefined) : undefined;
}
function parse(body) {
    try {
        const said = JSON.parse(body.toString('utf8'));
        return typeof said === 'object' && said !== null ? said : {};
    }
    catch {
        return {};
    }
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}


/***/ }),

/***/ 7227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decode)
/* harmony export */ });
function decode(bytes, encoding) {
    if (encoding === '' || encoding === 'identity')
        return bytes.toString('utf8');
    const { brotliDecompressSync, constants, unzipSync } = process.getBuiltinModule('node:zlib');
    const cut = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 };
    try {
        if (/gzip|deflate/.test(encoding))
            return unzipSync(bytes, cut).toString('utf8');
        if (/br/.test(encoding))
            return brotliDecompressSync(bytes, {
                finishFlush: constants.BROTLI_OPERATION_FLUSH,
                maxOutputLength: 1 << 20,
            }).toString('utf8');
    }
    catch {
        return `(an answer in ${encoding} that cannot be read)`;
    }
    return bytes.toString('utf8');
}


/***/ }),

/***/ 6462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ endPath),
/* harmony export */   qq: () => (/* binding */ pack)
/* harmony export */ });
/* unused harmony export unpack */
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5714);

const endPath = '/-/end';
function pack(handover) {
    return JSON.stringify(marked(handover));
}
function marked(value) {
    if (value instanceof _secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z)
        return { $secret: value.reveal() };
    if (value instanceof URL)
        return { $url: value.href };
    if (value instanceof Map)
        return { $map: [...value].map(([key, held]) => [key, marked(held)]) };
    if (Array.isArray(value))
        return value.map(marked);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, marked(held)]));
}
function unpack(text) {
    return JSON.parse(text, (_, value) => {
        if (typeof value !== 'object' || value === null)
            return value;
        if ('$secret' in value)
            return new Secret(value.$secret);
        if ('$url' in value)
            return new URL(value.$url);
        if ('$map' in value)
            return new Map(value.$map);
        return value;
    });
}


/***/ }),

/***/ 2901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ leaving)
/* harmony export */ });
function leaving(response) {
    const left = new AbortController();
    response.on('close', () => {
        if (!response.writableFinished)
            left.abort();
    });
    return left;
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kI: () => (/* binding */ Meter),
  P2: () => (/* binding */ costOfAsked),
  _5: () => (/* binding */ pricesOf)
});

// EXTERNAL MODULE: ./node_modules/eventsource-parser/dist/parse.js + 1 modules
var parse = __nccwpck_require__(6085);
// EXTERNAL MODULE: ./build/models/index.js + 6 modules
var models = __nccwpck_require__(2438);
// EXTERNAL MODULE: ./build/gateway/decode.js
var decode = __nccwpck_require__(7227);
;// CONCATENATED MODULE: ./build/gateway/event-stream.js
const preludeBytes = 12;
const checksumBytes = 4;
const telling = 96;
const longestFrame = 1 << 20;
class AwsEventFilter {
    #wanted;
    #onEvent;
    #pieces = [];
    #length = 0;
    #need = preludeBytes;
    #skip = 0;
    seen = { frames: 0, bytes: 0 };
    constructor(wanted, onEvent) {
        this.#wanted = new Set(wanted);
        this.#onEvent = onEvent;
    }
    push(chunk) {
        let from = 0;
        while (from < chunk.length) {
            const left = chunk.length - from;
            if (this.#skip > 0) {
                const passed = Math.min(this.#skip, left);
                this.#skip -= passed;
                from += passed;
                continue;
            }
            const taken = Math.min(this.#need - this.#length, left);
            this.#pieces.push(Buffer.from(chunk.subarray(from, from + taken)));
            this.#length += taken;
            from += taken;
            if (this.#length === this.#need)
                this.#look();
        }
    }
    #look() {
        const frame = Buffer.concat(this.#pieces);
        this.#pieces = [frame];
        const total = frame.readUInt32BE(0);
        const payloadAt = preludeBytes + frame.readUInt32BE(4);
        if (payloadAt + checksumBytes > total) {
            this.#skip = Number.POSITIVE_INFINITY;
            return;
        }
        if (frame.length === preludeBytes && total <= longestFrame) {
            this.#need = Math.min(total, payloadAt + telling);
            return;
        }
        const wanted = total <= longestFrame && this.#isWanted(frame, payloadAt);
        if (wanted && frame.length < total) {
            this.#need = total;
            return;
        }
        if (wanted)
            this.#emit(frame, payloadAt);
        else {
            this.seen.frames++;
            this.seen.bytes += Math.round((total - payloadAt) * 0.75);
        }
        this.#skip = total - frame.length;
        this.#pieces = [];
        this.#length = 0;
        this.#need = preludeBytes;
    }
    #isWanted(frame, payloadAt) {
        if (frame.subarray(preludeBytes, payloadAt).includes('exception'))
            return true;
        const head = frame.toString('latin1', payloadAt, payloadAt + telling);
        const base64 = /"bytes"\s*:\s*"([A-Za-z0-9+/]*)/.exec(head)?.[1] ?? '';
        const json = Buffer.from(base64.slice(0, base64.length & ~3), 'base64').toString('latin1');
        const type = /^\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(json)?.[1];
        return type === undefined || this.#wanted.has(type);
    }
    #emit(frame, payloadAt) {
        const payload = frame.toString('utf8', payloadAt, frame.length - checksumBytes);
        const headers = readHeaders(frame.subarray(preludeBytes, payloadAt));
        const kind = headers[':message-type'];
        if (kind === 'exception' || kind === 'error') {
            const type = headers[':exception-type'] ?? headers[':error-code'] ?? kind;
            this.#onEvent({ kind: 'exception', type, body: headers[':error-message'] ?? payload });
            return;
        }
        try {
            const { bytes } = JSON.parse(payload);
            if (typeof bytes === 'string')
                this.#onEvent({ kind: 'event', json: Buffer.from(bytes, 'base64').toString('utf8') });
        }
        catch {
        }
    }
}
function readHeaders(bytes) {
    const headers = {};
    let at = 0;
    while (at < bytes.length) {
        const nameEnd = at + 1 + bytes[at];
        if (bytes[nameEnd] !== 7 || nameEnd + 3 > bytes.length)
            break;
        const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1);
        headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', nameEnd + 3, valueEnd);
        at = valueEnd;
    }
    return headers;
}

;// CONCATENATED MODULE: ./build/gateway/frames.js
const newline = 0x0a;
const carriageReturn = 0x0d;
const frames_longestFrame = 1 << 20;
class FrameFilter {
    #wanted;
    #onFrame;
    #state = 'unknown';
    #pieces = [];
    #length = 0;
    #line = 0;
    #lineBegun = false;
    seen = { frames: 0, bytes: 0 };
    constructor(wanted, onFrame) {
        this.#wanted = new Set(wanted);
        this.#onFrame = onFrame;
    }
    push(chunk) {
        let from = 0;
        while (from < chunk.length) {
            const at = chunk.indexOf(newline, from);
            const to = at < 0 ? chunk.length : at + 1;
            const blank = at >= 0 && !this.#lineBegun && (at === from || (at === from + 1 && chunk[from] === carriageReturn));
            if (this.#state !== 'unwanted')
                this.#keep(chunk.subarray(from, to), at >= 0);
            else
                this.seen.bytes += to - from;
            this.#lineBegun = at < 0 && (this.#lineBegun || chunk[to - 1] !== carriageReturn || to - from > 1);
            if (blank)
                this.#frameEnded();
            from = to;
        }
    }
    #keep(piece, lineEnded) {
        this.#pieces.push(lineEnded ? piece : Buffer.from(piece));
        this.#length += piece.length;
        if (this.#length > frames_longestFrame)
            this.#drop();
        else if (lineEnded && this.#state === 'unknown') {
            const event = /^event: ?([^\r\n]*)/.exec(Buffer.concat(this.#pieces.slice(this.#line)).toString('latin1'))?.[1];
            this.#line = this.#pieces.length;
            if (event === undefined)
                return;
            if (this.#wanted.has(event))
                this.#state = 'wanted';
            else
                this.#drop();
        }
    }
    #drop() {
        this.#state = 'unwanted';
        this.#pieces = [];
        this.#length = this.#line = 0;
    }
    #frameEnded() {
        if (this.#state === 'wanted')
            this.#onFrame(Buffer.concat(this.#pieces));
        else if (this.#state === 'unwanted')
            this.seen.frames++;
        this.#state = 'unknown';
        this.#pieces = [];
        this.#length = this.#line = 0;
    }
}

// EXTERNAL MODULE: ./build/gateway/provider-error.js
var provider_error = __nccwpck_require__(7375);
;// CONCATENATED MODULE: ./build/gateway/usage.js

function toUsage(usage, before = (0,models/* noUsage */.tk)()) {
    const hour = count(usage.cache_creation?.ephemeral_1h_input_tokens) ?? before.cacheWrite1hTokens;
    const written = count(usage.cache_creation_input_tokens);
    return {
        inputTokens: count(usage.input_tokens) ?? before.inputTokens,
        outputTokens: count(usage.output_tokens) ?? before.outputTokens,
        cacheReadTokens: count(usage.cache_read_input_tokens) ?? before.cacheReadTokens,
        cacheWrite1hTokens: hour,
        cacheWrite5mTokens: written === undefined ? before.cacheWrite5mTokens : Math.max(0, written - hour),
    };
}
function count(held) {
    return typeof held === 'number' && held >= 0 && held <= 1e12 ? held : undefined;
}

;// CONCATENATED MODULE: ./build/gateway/meter.js







function costOfAsked({ price, inputTokens, outputTokens }) {
    return (0,models/* costOf */.ho)(price, { ...(0,models/* noUsage */.tk)(), cacheWrite5mTokens: inputTokens, outputTokens });
}
const messageBytes = 4 << 20;
const errorBytes = 64 << 10;
const tellingEvents = ['message_start', 'message_delta', 'message_stop', 'error'];
function pricesOf(provider) {
    return provider === 'openai-compatible' ? 'unknown' : 'catalogue';
}
class Meter {
    #prices;
    #requests = 0;
    #tokens = new Map();
    #costUsd;
    #spentUsd = 0;
    #error;
    constructor(prices = 'catalogue') {
        this.#prices = prices;
        this.#costUsd = prices === 'catalogue' ? 0 : undefined;
    }
    get metered() {
        return { requests: this.#requests, tokens: this.#tokens, costUsd: this.#costUsd, error: this.#error };
    }
    get spentUsd() {
        return this.#spentUsd;
    }
    failed(error) {
        this.#error = error;
    }
    count(model) {
        this.#requests++;
        let counted = (0,models/* noUsage */.tk)();
        return {
            usage: (usage) => {
                const now = toUsage(usage);
                this.#count(model, now, counted, undefined);
                counted = now;
            },
            whole: () => {
                this.#error = undefined;
            },
        };
    }
    read(answer) {
        const { status, contentType, requestId, counts, asked } = answer;
        if (counts)
            this.#requests++;
        if (status >= 400)
            return this.#readError(answer);
        if (!counts)
            return ignored;
        if (contentType.includes('text/event-stream'))
            return this.#readStream(requestId, asked);
        return contentType.includes('vnd.amazon.eventstream')
            ? this.#readAwsStream(requestId, asked)
            : this.#readMessage(asked);
    }
    lost(asked) {
        if (asked === undefined)
            return;
        const { model, inputTokens, streamed } = asked;
        const outputTokens = streamed ? 0 : asked.outputTokens;
        this.#count(model, { ...(0,models/* noUsage */.tk)(), inputTokens, outputTokens }, (0,models/* noUsage */.tk)(), asked);
    }
    #readError({ status, requestId, encoding, errorType }) {
        return beginning(errorBytes, (bytes) => {
            const { type, ...said } = (0,provider_error/* readErrorBody */.N)((0,decode/* decode */.D)(bytes, encoding));
            this.#error = { kind: 'answer', status, requestId, type: errorType ?? type, ...said };
        });
    }
    #readMessage(asked) {
        const lost = () => this.lost(asked);
        const reading = beginning(messageBytes, (bytes, complete) => {
            if (!complete)
                return lost();
            const body = bytes.toString('utf8');
            const message = meter_parse(body);
            if (typeof message?.model !== 'string' || message.usage == null)
                return lost();
            this.#count(message.model, toUsage(message.usage), (0,models/* noUsage */.tk)(), asked);
            this.#error = undefined;
        });
        return { ...reading, cut: lost };
    }
    #readStream(requestId, asked) {
        const { read, cut } = this.#readEvents(requestId, asked);
        const parser = (0,parse/* createParser */.C)({ onEvent: ({ event, data }) => read(event, data) });
        const filter = new FrameFilter(tellingEvents, (frame) => parser.feed(frame.toString('utf8')));
        return streamReading(filter, cut);
    }
    #readAwsStream(requestId, asked) {
        const { read, cut } = this.#readEvents(requestId, asked);
        const filter = new AwsEventFilter(tellingEvents, (event) => {
            if (event.kind === 'event')
                return read(meter_parse(event.json)?.type, event.json);
            this.#error = { kind: 'stream', requestId, type: event.type, message: (0,provider_error/* readErrorBody */.N)(event.body).message };
        });
        return streamReading(filter, cut);
    }
    #readEvents(requestId, asked) {
        let model;
        let stopped = false;
        let counted = (0,models/* noUsage */.tk)();
        const take = (usage) => {
            if (model === undefined || usage == null)
                return;
            const now = toUsage(usage, counted);
            this.#count(model, now, counted, asked);
            counted = now;
        };
        const read = (event, data) => {
            if (event === 'message_start') {
                const start = meter_parse(data)?.message;
                model = typeof start?.model === 'string' ? start.model : undefined;
                take(start?.usage);
            }
            else if (event === 'message_delta') {
                stopped = true;
                take(meter_parse(data)?.usage);
            }
            else if (event === 'message_stop')
                this.#error = undefined;
            else if (event === 'error')
                this.#error = { kind: 'stream', requestId, ...(0,provider_error/* readErrorBody */.N)(data) };
        };
        const cut = (seen) => {
            if (stopped)
                return;
            stopped = true;
            if (model === undefined)
                return this.lost(asked);
            const now = { ...counted, outputTokens: Math.max(counted.outputTokens, estimate(seen)) };
            this.#count(model, now, counted, asked);
        };
        return { read, cut };
    }
    #count(model, now, before, asked) {
        const total = this.#tokens.get(model) ?? (0,models/* noUsage */.tk)();
        for (const key of Object.keys(total))
            total[key] += now[key] - before[key];
        this.#tokens.set(model, total);
        const found = this.#prices === 'catalogue' ? (0,models/* findModel */.P6)(model) : undefined;
        const price = (found?.kind === 'model' ? found.model.price : null) ?? asked?.price;
        if (price === undefined) {
            this.#costUsd = undefined;
            return;
        }
        const more = (0,models/* costOf */.ho)(price, now) - (0,models/* costOf */.ho)(price, before);
        this.#spentUsd += more;
        if (this.#costUsd !== undefined)
            this.#costUsd += more;
    }
}
const aroundDelta = 100;
const bytesAToken = 3;
function estimate({ frames, bytes }) {
    return Math.max(frames, Math.ceil((bytes - aroundDelta * frames) / bytesAToken));
}
function streamReading(filter, cut) {
    return { chunk: (bytes) => filter.push(bytes), end: () => cut(filter.seen), cut: () => cut(filter.seen) };
}
const ignored = { chunk: () => { }, end: () => { }, cut: () => { } };
function beginning(most, done) {
    const chunks = [];
    let kept = 0;
    let length = 0;
    return {
        chunk: (bytes) => {
            length += bytes.length;
            if (kept < most)
                chunks.push(bytes.subarray(0, most - kept));
            kept = Math.min(most, kept + bytes.length);
        },
        end: () => done(Buffer.concat(chunks), length === kept),
        cut: () => { },
    };
}
function meter_parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 7375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ readErrorBody),
/* harmony export */   v: () => (/* binding */ describeProviderError)
/* harmony export */ });
/* harmony import */ var _credentials_google_said_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5768);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9473);


function readErrorBody(body) {
    try {
        const parsed = JSON.parse(body);
        const json = (Array.isArray(parsed) ? parsed[0] : parsed);
        const inner = typeof json.error === 'object' && json.error !== null ? json.error : json;
        const message = [inner.message, json.message, json.Message, json.detail, json.error].find((m) => typeof m === 'string');
        const { type: own, status, details } = inner;
        const type = [own, json.__type, status].find((t) => typeof t === 'string');
        const info = (0,_credentials_google_said_js__WEBPACK_IMPORTED_MODULE_0__/* .errorInfo */ .fH)(details);
        if (message !== undefined)
            return { type: type, message: message, ...(info === undefined ? {} : { info }) };
    }
    catch {
    }
    const page = body.slice(0, 4_000);
    const title = /<title>([^<]*)<\/title>/i.exec(page)?.[1];
    const text = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
    return { type: undefined, message: text.slice(0, 500) };
}
function describeProviderError(error) {
    if (error.kind === 'connection')
        return `${error.code}: ${error.message}`;
    const request = error.requestId === undefined ? '' : ` (request ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(error.requestId, 100)})`;
    const head = [error.kind === 'answer' ? error.status : undefined, error.type]
        .filter((part) => part !== undefined)
        .join(' ');
    return `${head === '' ? '' : `${head}: `}${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(error.message, 2000)}${request}`;
}


/***/ }),

/***/ 825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   Tm: () => (/* binding */ reply),
/* harmony export */   cP: () => (/* binding */ redirected),
/* harmony export */   lw: () => (/* binding */ refuseBody),
/* harmony export */   qj: () => (/* binding */ overBudget),
/* harmony export */   t4: () => (/* binding */ errorBody)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(57);


const forGood = { 'x-should-retry': 'false' };
function errorBody(type, message) {
    return JSON.stringify({ type: 'error', error: { type, message } });
}
function reply(response, status, type, message, headers = {}) {
    if (response.destroyed)
        return;
    if (response.headersSent) {
        response.destroy();
        return;
    }
    response
        .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
        .end(errorBody(type, message));
}
function refuse(response, status, type, message) {
    reply(response, status, type, message, forGood);
}
function refuseBody(response, { status, type, message }) {
    reply(response, status, type, message);
}
function overBudget(response, status, message) {
    refuse(response, status, 'permission_error', message);
}
function redirected(answer, response, { meter, redactor }) {
    answer.resume();
    const target = answer.headers.location ?? '';
    const host = URL.canParse(target) ? new URL(target).host : 'another path';
    const message = `The provider sends the request on to ${host}, which is not followed: give its URL as \`base-url\` if it is right.`;
    meter.failed({ kind: 'answer', status: answer.statusCode, type: 'redirect', message, requestId: undefined });
    refuse(response, 502, 'api_error', redactor.text(message));
}
function unreachable(response, { meter, redactor }, error, status) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ) {
        refuse(response, status, 'authentication_error', redactor.text(`${error.code}: ${error.message}`));
        return;
    }
    const { code, name, message } = error;
    meter.failed({ kind: 'connection', code: code ?? name, message });
    const said = redactor.text(`The provider cannot be reached: ${message}`);
    reply(response, 502, 'api_error', said, (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLasting */ .d)(error) ? forGood : {});
}


/***/ }),

/***/ 7893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z: () => (/* binding */ startGateway)
});

// EXTERNAL MODULE: ./build/redact/redactor.js + 2 modules
var redact_redactor = __nccwpck_require__(1567);
// EXTERNAL MODULE: ./build/token.js
var build_token = __nccwpck_require__(2253);
// EXTERNAL MODULE: ./build/gateway/body.js
var body = __nccwpck_require__(8041);
// EXTERNAL MODULE: ./build/gateway/budget.js
var gateway_budget = __nccwpck_require__(4968);
;// CONCATENATED MODULE: ./build/gateway/connection.js
const connectMs = 30_000;
const silentMs = 660_000;
const closedMs = 2_000;
class Connections {
    #agents;
    constructor(agents) {
        this.#agents = agents;
    }
    async send(...sent) {
        const [, , body] = sent;
        try {
            return await this.#send(...sent);
        }
        catch (error) {
            if (!(error instanceof WasClosed))
                throw error;
            if (!Buffer.isBuffer(body))
                throw error.cause;
            return await this.#send(...sent).catch((again) => {
                throw again instanceof WasClosed ? again.cause : again;
            });
        }
    }
    #send(...[method, outgoing, body, length, signal]) {
        const { url, path } = outgoing;
        const secure = url.protocol === 'https:';
        const client = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
        const headers = [...outgoing.headers, 'host', url.host, 'accept-encoding', 'identity'];
        if (length !== undefined)
            headers.push('content-length', String(length));
        return new Promise((resolve, reject) => {
            const request = client.request({
                method,
                path,
                headers,
                agent: secure ? this.#agents.https : this.#agents.http,
                signal,
                host: url.hostname.replace(/^\[|\]$/g, ''),
                port: url.port === '' ? undefined : url.port,
                timeout: silentMs,
            });
            const sentAt = performance.now();
            const late = setTimeout(() => request.destroy(timedOut(`no connection within ${connectMs / 1000} s`)), connectMs);
            request.on('socket', (socket) => {
                if (!socket.connecting)
                    clearTimeout(late);
                else
                    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(late));
            });
            request.on('timeout', () => request.destroy(timedOut(`nothing came for ${silentMs / 1000} s`)));
            request.on('close', () => clearTimeout(late));
            request.on('response', resolve);
            request.on('upgrade', (_answer, socket) => {
                socket.destroy();
                reject(Object.assign(new Error('it wants to switch to another protocol'), { code: 'ERR_UPGRADE' }));
            });
            request.on('error', (error) => {
                const soon = performance.now() - sentAt < closedMs;
                const closed = soon && request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
                reject(closed ? new WasClosed(error) : error);
            });
            if (Buffer.isBuffer(body))
                request.end(body);
            else {
                body.on('error', (error) => request.destroy(error));
                body.pipe(request);
            }
        });
    }
}
class WasClosed extends Error {
    constructor(cause) {
        super(cause.message, { cause });
    }
}
function timedOut(message) {
    return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: ./build/memory.js + 2 modules
var memory = __nccwpck_require__(7803);
// EXTERNAL MODULE: ./build/gateway/decode.js
var decode = __nccwpck_require__(7227);
;// CONCATENATED MODULE: ./build/gateway/error-answer.js

const mostCompressed = 256 << 10;
function redactedError(answer, headers, redactor) {
    const encoding = answer.headers['content-encoding'] ?? 'identity';
    return {
        statusMessage: answer.statusMessage === undefined ? undefined : redactor.text(answer.statusMessage),
        headers: redactedHeaders(headers, redactor),
        body: encoding === 'identity' ? asItComes(answer, redactor) : decompressed(answer, encoding, redactor),
    };
}
function redactedHeaders(headers, redactor) {
    const kept = [];
    for (let index = 0; index < headers.length; index += 2) {
        const name = headers[index];
        if (/^content-(length|encoding)$/i.test(name))
            continue;
        const bytes = Buffer.from(headers[index + 1], 'latin1');
        kept.push(name, redactor.bytes(bytes, 'text').toString('latin1'));
    }
    return kept;
}
async function* asItComes(answer, redactor) {
    const stream = redactor.stream('text');
    for await (const chunk of answer) {
        const bytes = stream.push(chunk);
        if (bytes.length > 0)
            yield bytes;
    }
    yield stream.end();
}
async function* decompressed(answer, encoding, redactor) {
    const chunks = [];
    let length = 0;
    for await (const chunk of answer) {
        if (length < mostCompressed)
            chunks.push(chunk.subarray(0, mostCompressed - length));
        length += chunk.length;
    }
    yield Buffer.from(redactor.text((0,decode/* decode */.D)(Buffer.concat(chunks), encoding)));
}

// EXTERNAL MODULE: ./build/gateway/leaving.js
var leaving = __nccwpck_require__(2901);
// EXTERNAL MODULE: ./build/gateway/reply.js
var reply = __nccwpck_require__(825);
// EXTERNAL MODULE: ./build/gateway/upstream.js
var gateway_upstream = __nccwpck_require__(2228);
;// CONCATENATED MODULE: ./build/gateway/forward.js








async function forward(request, response, asked, means) {
    const ends = [];
    const left = (0,leaving/* leaving */.d)(response);
    const atEnd = (end) => void ends.push(end);
    try {
        await pass({ ...means, request, response, asked, left, atEnd, place: undefined, sent: false, answers: [] });
    }
    finally {
        for (const end of ends)
            end();
    }
}
async function pass(passing) {
    let answer;
    try {
        const taken = await take(passing);
        if (!(await admitted(passing, taken)))
            return;
        answer = await exchange(passing, taken);
    }
    catch (error) {
        return failed(passing, error);
    }
    if (answer === undefined)
        return;
    const status = answer.statusCode;
    if (status >= 300 && status < 400)
        return (0,reply/* redirected */.cP)(answer, passing.response, passing);
    await relay(answer, passing);
}
async function take({ request, asked, upstream, budget, bodies, left, atEnd }) {
    const length = bodies.declared(request);
    if (asked.method === 'GET' || asked.method === 'HEAD')
        return { body: Buffer.alloc(0), length: undefined };
    if (!upstream.needsBody() && !budget.needsBody) {
        bodies.watch(request, (why) => left.abort(why));
        return { body: undefined, length };
    }
    const { body, release } = await bodies.read(request);
    atEnd(release);
    return { body, length: body.length === 0 ? undefined : body.length };
}
async function admitted(passing, { body }) {
    const { response, asked, upstream, budget, left, atEnd } = passing;
    if (body === undefined || !takesTokens(asked))
        return true;
    const admission = await budget.admit(asked, body, left.signal);
    if (admission.kind === 'refused') {
        (0,reply/* overBudget */.qj)(response, upstream.shown(401), admission.message);
        return false;
    }
    passing.place = admission;
    atEnd(admission.done);
    return true;
}
async function exchange(passing, { body, length }) {
    const { request, asked, upstream, connections, left } = passing;
    let refusal;
    for (let attempt = 1;; attempt++) {
        const outgoing = await upstream.prepare(asked, body, attempt);
        if (left.signal.aborted)
            return undefined;
        passing.sent = true;
        const answer = await connections.send(asked.method, outgoing, body ?? request, length, left.signal);
        passing.answers.push(answer);
        const head = { status: answer.statusCode, headers: answer.headers };
        if (body !== undefined && (await upstream.again(head, outgoing, attempt))) {
            refusal?.resume();
            refusal = answer;
            continue;
        }
        const [told, other] = refusal !== undefined && isSame(answer, refusal) ? [refusal, answer] : [answer, refusal];
        other?.resume();
        return told;
    }
}
function isSame(one, other) {
    const name = 'x-amzn-errortype';
    return one.statusCode === other.statusCode && one.headers[name] === other.headers[name];
}
function failed(passing, error) {
    const { response, upstream, meter, left, place, sent, answers } = passing;
    for (const unread of answers)
        unread.resume();
    const why = error instanceof body/* BodyRefused */.pF ? error : left.signal.reason;
    if (why instanceof body/* BodyRefused */.pF)
        (0,reply/* refuseBody */.lw)(response, why);
    else if (!left.signal.aborted && !(error instanceof body/* ClientLeft */.V7))
        (0,reply/* unreachable */.HB)(response, passing, error, upstream.shown(401));
    else if (sent)
        meter.lost(place?.asked);
}
async function relay(answer, passing) {
    const { response, asked, upstream, meter, redactor, left, place } = passing;
    const status = answer.statusCode;
    const shown = upstream.shown(status);
    const headers = (0,gateway_upstream/* returnedHeaders */.wb)(answer.rawHeaders);
    if (shown === 401 && answer.headers['x-should-retry'] === undefined)
        headers.push('x-should-retry', 'false');
    const requestId = (0,gateway_upstream/* requestIdOf */.Gb)(answer);
    const error = status < 400 ? undefined : redactedError(answer, headers, redactor);
    const reading = meter.read({
        status,
        contentType: answer.headers['content-type'] ?? '',
        encoding: error === undefined ? (answer.headers['content-encoding'] ?? '') : '',
        requestId,
        errorType: /^[\w.]+/.exec(String(answer.headers['x-amzn-errortype'] ?? '').replace(/^.*#/, ''))?.[0],
        counts: takesTokens(asked),
        asked: place?.asked,
    });
    const reason = error === undefined ? answer.statusMessage : error.statusMessage;
    const returned = error?.headers ?? headers;
    response.writeHead(shown, shown === status ? reason : undefined, returned);
    if (returned.every(isAscii))
        response.flushHeaders();
    let brokeOff;
    answer.once('error', (error) => {
        if (!left.signal.aborted)
            brokeOff = error;
    });
    const source = error === undefined ? answer : external_node_stream_.Readable.from(error.body, { objectMode: false });
    const piped = (0,promises_.pipeline)(source, response);
    source.on('data', (chunk) => {
        reading.chunk(chunk);
        (0,memory/* passed */.b)(chunk.length);
    });
    try {
        await piped;
        reading.end();
    }
    catch {
        reading.cut();
        if (brokeOff !== undefined)
            meter.failed({
                kind: 'stream',
                type: undefined,
                requestId,
                message: `the answer broke off (${brokeOff.message})`,
            });
    }
}
function takesTokens({ method, target }) {
    return method === 'POST' && !tokenCount.test(target.replace(/\?.*$/s, ''));
}
const tokenCount = /\/(count[-_]tokens|models\/count-tokens(@\w+)?:\w+)$/;
function isAscii(text) {
    return !/[^\x00-\x7f]/.test(text);
}

// EXTERNAL MODULE: ./build/gateway/handover.js
var handover = __nccwpck_require__(6462);
;// CONCATENATED MODULE: ./build/gateway/limits.js
const usualLimits = {
    bodyBytes: 64 << 20,
    heldBytes: 256 << 20,
    headerBytes: 64 << 10,
    headersMs: 15_000,
    bodySilentMs: 60_000,
    bodyMs: 300_000,
    connections: 256,
    requests: 64,
};

;// CONCATENATED MODULE: ./build/gateway/server.js









async function startGateway(options) {
    const { upstream, meter, agents, redactor = new redact_redactor/* Redactor */.p(), limits = usualLimits, control } = options;
    const token = (0,build_token/* mintToken */.W$)();
    redactor.add(token);
    const budget = options.budget ?? new gateway_budget/* Budget */._(meter);
    const means = { meter, connections: new Connections(agents), bodies: new body/* Bodies */.vP(limits), redactor };
    const serving = { upstream, control, token, budget, limits, means, underWay: 0 };
    const server = listener(limits, (request, response) => {
        answer(request, response, serving).catch((error) => (0,reply/* refuse */.TR)(response, 500, 'api_error', redactor.text(String(error))));
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address();
    return { url: `http://127.0.0.1:${port}`, token, close: () => server_close(server, agents) };
}
function listener(limits, answer) {
    const server = process.getBuiltinModule('node:http').createServer({
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersMs,
        connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
        keepAliveTimeout: 0,
        requestTimeout: 0,
        highWaterMark: 64 << 10,
    }, answer);
    server.maxConnections = limits.connections;
    server.on('drop', () => server.closeIdleConnections());
    return server;
}
async function answer(request, response, serving) {
    response.sendDate = false;
    if (isEnd(request, serving))
        return end(response, serving);
    const { token, target } = split(request);
    if (!(0,build_token/* sameToken */.kf)(token, serving.token))
        return (0,reply/* refuse */.TR)(response, 401, 'authentication_error', "This gateway serves one run, and this is not that run's token.");
    const { method = '', headers, rawHeaders } = request;
    const asked = { method, target, headers, rawHeaders };
    const upstream = await serving.upstream;
    const route = upstream.route(asked);
    switch (route.kind) {
        case 'forward':
            return serve(request, response, asked, upstream, serving);
        case 'answer':
            response.writeHead(route.status, { 'content-type': 'application/json' }).end(route.body);
            return;
        case 'refuse': {
            const message = `This gateway does not serve ${method} ${target.slice(0, 200)}.`;
            return (0,reply/* refuse */.TR)(response, 404, 'not_found_error', message);
        }
    }
}
async function serve(request, response, asked, upstream, serving) {
    const { budget, limits, means } = serving;
    if (serving.underWay >= limits.requests) {
        const message = `${serving.underWay} requests are under way already.`;
        return (0,reply/* reply */.Tm)(response, 429, 'rate_limit_error', message, { 'x-should-retry': 'true' });
    }
    const why = budget.take();
    if (why !== undefined)
        return (0,reply/* overBudget */.qj)(response, 'translate' in upstream ? 401 : upstream.shown(401), why);
    serving.underWay++;
    try {
        if ('translate' in upstream)
            await upstream.translate(request, response, asked, means);
        else
            await forward(request, response, asked, { upstream, budget, ...means });
    }
    finally {
        serving.underWay--;
    }
}
function isEnd(request, { control }) {
    return (control !== undefined &&
        request.method === 'POST' &&
        request.url === handover/* endPath */.R &&
        (0,build_token/* sameToken */.kf)(shownToken(request), control.token));
}
function end(response, { control, means: { meter } }) {
    const { requests, costUsd } = meter.metered;
    response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ requests, costUsd }), control?.end);
}
function split(request) {
    const { url = '' } = request;
    if (!url.startsWith(`/${build_token/* tokenPrefix */.Iy}`))
        return { token: shownToken(request), target: url };
    const end = url.indexOf('/', 1);
    return end < 0 ? { token: url.slice(1), target: '/' } : { token: url.slice(1, end), target: url.slice(end) };
}
function shownToken({ headers }) {
    const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const key = headers['x-api-key'];
    return bearer ?? (Array.isArray(key) ? key[0] : key);
}
function server_close(server, agents) {
    server.close();
    server.closeAllConnections();
    agents.close();
}


/***/ }),

/***/ 2228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ requestIdOf),
/* harmony export */   T2: () => (/* binding */ forwardedHeaders),
/* harmony export */   wb: () => (/* binding */ returnedHeaders)
/* harmony export */ });
function requestIdOf({ headers }) {
    return [headers['request-id'], headers['x-request-id'], headers['x-amzn-requestid']]
        .flat()
        .find((id) => id !== undefined);
}
const notForwarded = new Set([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
    'host',
    'content-length',
    'authorization',
    'x-api-key',
    'cookie',
    'accept-encoding',
]);
function forwardedHeaders(rawHeaders, replaced = []) {
    const dropped = new Set([...replaced, ...namedInConnection(rawHeaders)]);
    const kept = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
        const name = rawHeaders[index];
        const lower = name.toLowerCase();
        if (!notForwarded.has(lower) && !dropped.has(lower))
            kept.push(name, rawHeaders[index + 1]);
    }
    return kept;
}
function namedInConnection(rawHeaders) {
    return rawHeaders.flatMap((name, index) => index % 2 === 0 && name.toLowerCase() === 'connection'
        ? rawHeaders[index + 1].split(',').map((named) => named.trim().toLowerCase())
        : []);
}
function returnedHeaders(rawHeaders) {
    const kept = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
        const lower = rawHeaders[index].toLowerCase();
        if (lower === 'content-length' || !notForwarded.has(lower))
            kept.push(rawHeaders[index], rawHeaders[index + 1]);
    }
    return kept;
}


/***/ }),

/***/ 4380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ AnthropicGatewayUpstream)
/* harmony export */ });
/* harmony import */ var _resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3662);
/* harmony import */ var _upstream_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2228);


const served = [
    ['POST', /^\/v1\/messages(\/count_tokens)?(\?|$)/],
    ['GET', /^\/v1\/models(\/[\w@:-][\w.@:-]*)?(\?|$)/],
];
class AnthropicGatewayUpstream {
    #plan;
    #proof;
    constructor(plan, proof) {
        this.#plan = plan;
        this.#proof = proof;
    }
    route({ method, target }) {
        if ((method === 'HEAD' || method === 'GET') && target === '/')
            return { kind: 'answer', status: 200, body: '' };
        return served.some(([verb, path]) => verb === method && path.test(target))
            ? { kind: 'forward' }
            : { kind: 'refuse' };
    }
    needsBody() {
        return this.#proof.isUnsure;
    }
    async prepare(request, _body, attempt) {
        const { upstream, extraHeaders } = this.#plan;
        const proved = await this.#proof.prove(attempt);
        const headers = [...(0,_upstream_js__WEBPACK_IMPORTED_MODULE_1__/* .forwardedHeaders */ .T2)(request.rawHeaders, extraHeaders.keys()), ...proved.headers];
        return { url: upstream.url, path: (0,_resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__/* .pathPrefix */ .YA)(upstream.url) + request.target, headers, proved };
    }
    again({ status }, { proved }, attempt) {
        return this.#proof.again(status, proved, attempt);
    }
    shown(status) {
        return status;
    }
}


/***/ }),

/***/ 2372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ KeyProof)
/* harmony export */ });
class KeyProof {
    #plan;
    #key;
    #settled;
    constructor(plan, key) {
        this.#plan = plan;
        this.#key = key;
        this.#settled = plan.auth.other === 'never' ? plan.auth.scheme : undefined;
    }
    get isUnsure() {
        return this.#settled === undefined || this.#plan.key.kind === 'stored';
    }
    get scheme() {
        return this.#settled ?? this.#plan.auth.scheme;
    }
    async prove(attempt) {
        const { extraHeaders, auth } = this.#plan;
        const key = await this.#key.get();
        const scheme = this.#settled ?? (attempt % 2 === 1 ? auth.scheme : otherThan(auth.scheme));
        const headers = [...extraHeaders].flatMap(([name, value]) => [name, value.reveal()]);
        if (scheme === 'bearer')
            headers.push('authorization', `Bearer ${key.reveal()}`);
        else
            headers.push('x-api-key', key.reveal());
        return { scheme, key, headers };
    }
    async again(status, { scheme, key }, attempt) {
        const { auth } = this.#plan;
        const unsure = auth.other === 'once';
        if (unsure && ((status >= 200 && status < 300) || (attempt % 2 === 0 && status !== 401 && status < 429)))
            this.#settled = scheme;
        if (status !== 401)
            return false;
        if (unsure && attempt % 2 === 1 && this.#settled !== scheme)
            return true;
        if (await this.#key.rejected(key))
            return true;
        if (unsure)
            this.#settled ??= auth.scheme;
        return false;
    }
}
function otherThan(scheme) {
    return scheme === 'bearer' ? 'x-api-key' : 'bearer';
}


/***/ }),

/***/ 7638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ openUpstream)
/* harmony export */ });
/* harmony import */ var _credentials_bedrock_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8135);
/* harmony import */ var _credentials_key_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7490);
/* harmony import */ var _credentials_vertex_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9791);
/* harmony import */ var _anthropic_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4380);
/* harmony import */ var _key_proof_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2372);





async function openUpstream(provider, means, guard, keyOf = (plan) => (0,_credentials_key_js__WEBPACK_IMPORTED_MODULE_1__/* .keyCredential */ .X)(plan, means)) {
    switch (provider.provider) {
        case 'anthropic': {
            const key = guard(keyOf(provider.key));
            return { upstream: new _anthropic_js__WEBPACK_IMPORTED_MODULE_0__/* .AnthropicGatewayUpstream */ ._(provider, new _key_proof_js__WEBPACK_IMPORTED_MODULE_2__/* .KeyProof */ .m(provider, key)), first: started(key) };
        }
        case 'bedrock':
            return openBedrock(provider, means, guard);
        case 'vertex':
            return openVertex(provider, means, guard);
        case 'openai-compatible':
            return openOpenAi(provider, means, guard(keyOf(provider.key)));
    }
}
async function openBedrock(plan, means, guard) {
    const proof = await (0,_credentials_bedrock_js__WEBPACK_IMPORTED_MODULE_3__/* .bedrockProof */ .R)(plan.credential, means);
    const first = proof.kind === 'aws' ? started(proof.credential) : Promise.resolve();
    const { BedrockUpstream } = await Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(674)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8674));
    if (proof.kind === 'bearer') {
        const credential = guard(proof.credential);
        return { upstream: new BedrockUpstream(plan, { kind: 'bearer', credential }), first };
    }
    const credential = guard(proof.credential);
    return { upstream: new BedrockUpstream(plan, { kind: 'aws', credential }), first, aws: proof.credential };
}
async function openVertex(plan, means, guard) {
    const credential = await (0,_credentials_vertex_js__WEBPACK_IMPORTED_MODULE_4__/* .vertexCredential */ .q)(plan, means);
    const first = started(credential);
    const { VertexUpstream } = await __nccwpck_require__.e(/* import() */ 712).then(__nccwpck_require__.bind(__nccwpck_require__, 2712));
    return { upstream: new VertexUpstream(plan, guard(credential)), first };
}
async function openOpenAi(plan, means, key) {
    const first = started(key);
    const upstream = __nccwpck_require__.e(/* import() */ 300).then(__nccwpck_require__.bind(__nccwpck_require__, 8300)).then(({ openCompatible }) => openCompatible(plan, key, means));
    upstream.catch(() => { });
    return { upstream, first: Promise.all([first, upstream]) };
}
function started(credential) {
    const first = credential.get();
    first.catch(() => { });
    return first;
}


/***/ }),

/***/ 9343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ orInterrupted),
/* harmony export */   j: () => (/* binding */ Interrupted)
/* harmony export */ });
class Interrupted extends Error {
}
function orInterrupted(stop, work) {
    return new Promise((resolve, reject) => {
        const interrupt = () => reject(new Interrupted('the step has to end'));
        if (stop.aborted)
            interrupt();
        stop.addEventListener('abort', interrupt, { once: true });
        work.then(resolve, reject).finally(() => stop.removeEventListener('abort', interrupt));
    });
}


/***/ }),

/***/ 9479:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _stop_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1110);
/* harmony import */ var _action_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8466);
/* harmony import */ var _action_publish_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8987);
/* harmony import */ var _action_runner_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7873);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7805);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9473);
/* harmony import */ var _interrupt_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(9343);
/* harmony import */ var _modes_run_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2867);
/* harmony import */ var _report_judge_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(8178);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6658);











process.exitCode = 1;
const runner = new _action_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .Runner */ .b();
const report = await step();
await (0,_action_publish_js__WEBPACK_IMPORTED_MODULE_2__/* .publish */ .m)(await runner.open(), report, runner.redactor);
if (_stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d.aborted)
    process.exit();
async function step() {
    const report = (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .noReport */ .MF)();
    try {
        const environment = (0,_action_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .readEnvironment */ .Qo)();
        const decided = await (0,_interrupt_js__WEBPACK_IMPORTED_MODULE_9__/* .orInterrupted */ .K)(_stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d, (0,_decide_js__WEBPACK_IMPORTED_MODULE_4__/* .decide */ .L)(environment, runner, report, _stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d));
        if (decided.kind === 'refused') {
            report.outcome = { conclusion: 'skipped', code: 'actor-not-allowed', message: decided.because };
            return report;
        }
        const { plan, secrets } = decided;
        report.plan = plan;
        const locating = {
            npm: async () => (await __nccwpck_require__.e(/* import() */ 453).then(__nccwpck_require__.bind(__nccwpck_require__, 3453))).readNpmConfig(environment.env, runner.mask),
            temp: environment.temp,
            say: (line) => runner.info(line),
        };
        const means = { environment, runner, locating, secrets, stop: _stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d, endWith: _stop_js__WEBPACK_IMPORTED_MODULE_0__/* .endWith */ .q, report };
        if (plan.mode === 'run')
            await (0,_modes_run_js__WEBPACK_IMPORTED_MODULE_6__/* .run */ .e)(plan, means);
        else if (plan.mode === 'rotate')
            await (await __nccwpck_require__.e(/* import() */ 424).then(__nccwpck_require__.bind(__nccwpck_require__, 9424))).rotate(plan, means);
        else
            await (0,_interrupt_js__WEBPACK_IMPORTED_MODULE_9__/* .orInterrupted */ .K)(_stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d, (await __nccwpck_require__.e(/* import() */ 42).then(__nccwpck_require__.bind(__nccwpck_require__, 3042))).setup(plan, means));
    }
    catch (error) {
        const { code, message } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .toActionError */ .ie)(error);
        report.outcome = _stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d.aborted ? (0,_report_judge_js__WEBPACK_IMPORTED_MODULE_7__/* .stopped */ .c)(_stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d.reason) : { conclusion: 'failure', code, message };
        if (code === 'internal' && !_stop_js__WEBPACK_IMPORTED_MODULE_0__/* .stop */ .d.aborted)
            runner.info(String(error.stack));
    }
    return report;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 7803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ passed)
});

;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
;// CONCATENATED MODULE: external "node:vm"
const external_node_vm_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");
;// CONCATENATED MODULE: ./build/memory.js


const often = 3 << 20;
let since = 0;
let collect;
function passed(bytes) {
    since += bytes;
    if (since < often)
        return;
    since = 0;
    if (collect === undefined) {
        (0,external_node_v8_namespaceObject.setFlagsFromString)('--expose-gc');
        collect = (0,external_node_vm_namespaceObject.runInNewContext)('gc');
    }
    collect?.({ type: 'minor' });
}


/***/ }),

/***/ 2438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Gy: () => (/* reexport */ awsHost),
  ho: () => (/* reexport */ costOf),
  Eg: () => (/* reexport */ defaultTier),
  P6: () => (/* reexport */ findModel),
  zl: () => (/* reexport */ isTier),
  gy: () => (/* reexport */ modelIdFor),
  tk: () => (/* reexport */ noUsage),
  kf: () => (/* reexport */ policyResources),
  Xx: () => (/* reexport */ taskTiers),
  h9: () => (/* reexport */ tierModels),
  cK: () => (/* reexport */ tiers)
});

// UNUSED EXPORTS: geographyOf, models, partitionOf, routesTo

;// CONCATENATED MODULE: ./build/models/catalogue.js
function rates(input, output, cacheRead, cacheWrite5m, cacheWrite1h) {
    return { input, output, cacheRead, cacheWrite5m, cacheWrite1h };
}
const usCore = ['us-east-1', 'us-east-2', 'us-west-2'];
const usHaiku3 = { from: usCore, to: ['us-east-1', 'us-west-2'] };
const us3 = { from: usCore, to: usCore };
const us4 = { from: [...usCore, 'us-west-1'], to: usCore };
const us5 = { from: [...us4.from, 'ca-central-1'], to: usCore };
const us6 = { from: [...us5.from, 'ca-west-1'], to: usCore };
const usOpen = { ...us5, open: true };
const euCore = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];
const eu3 = { from: ['eu-central-1', 'eu-west-1', 'eu-west-3'], to: ['eu-central-1', 'eu-west-1', 'eu-west-3'] };
const eu4 = { from: [...eu3.from, 'eu-north-1'], to: [...eu3.to, 'eu-north-1'] };
const eu8 = { from: [...euCore, 'eu-central-2', 'eu-west-2'], to: euCore };
const euAndIsrael = { from: [...euCore, 'il-central-1'], to: euCore };
const jp = { from: ['ap-northeast-1', 'ap-northeast-3'], to: ['ap-northeast-1', 'ap-northeast-3'] };
const india = { from: ['ap-south-1', 'ap-south-2'], to: ['ap-south-1', 'ap-south-2'] };
const au2 = { from: ['ap-southeast-2', 'ap-southeast-4'], to: ['ap-southeast-2', 'ap-southeast-4'] };
const au3 = { from: [...au2.from, 'ap-southeast-6'], to: au2.to };
const auOpen = { ...au2, open: true };
const apacFive = ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'];
const apac5 = { from: apacFive, to: apacFive };
const apacSix = [...apacFive, 'ap-northeast-3'];
const apac7 = { from: [...apacSix, 'ap-south-2'], to: apacSix };
const apac7South = { from: apac7.from, to: apac7.from };
const apacEight = [...apac7.from, 'ap-southeast-4'];
const apac8 = { from: [...apacEight, 'ap-southeast-3'], to: apacEight };
const apacLater = {
    from: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-7', 'me-central-1'],
    to: [...apacEight, 'ap-southeast-3'],
};
const govCore = ['us-gov-east-1', 'us-gov-west-1'];
const gov = { from: govCore, to: govCore };
const govFromEast = { from: ['us-gov-east-1'], to: govCore, open: true };
const govToWest = { from: govCore, to: ['us-gov-west-1'] };
const global = { from: [], to: [], open: true, anywhere: true };
const globalFromFive = { from: [...usCore, 'eu-west-1', 'ap-northeast-1'], to: [], anywhere: true };
const models = [
    {
        id: 'claude-3-haiku',
        family: 'haiku',
        name: 'Haiku 3',
        anthropic: 'claude-3-haiku-20240307',
        bedrock: 'anthropic.claude-3-haiku-20240307-v1:0',
        vertex: 'claude-3-haiku@20240307',
        price: rates(0.25, 1.25, 0.03, 0.3, 0.5),
        unpricedByCli: true,
        ended: true,
        geographies: {
            profiles: { us: [usHaiku3], eu: [eu3], apac: [apac5], 'us-gov': [govFromEast] },
            onDemand: ['ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ca-central-1', 'sa-east-1'],
        },
    },
    {
        id: 'claude-3-5-haiku',
        family: 'haiku',
        name: 'Haiku 3.5',
        anthropic: 'claude-3-5-haiku-20241022',
        bedrock: 'anthropic.claude-3-5-haiku-20241022-v1:0',
        vertex: 'claude-3-5-haiku@20241022',
        price: rates(0.8, 4, 0.08, 1, 1.6),
        ended: true,
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-haiku-4-5',
        family: 'haiku',
        name: 'Haiku 4.5',
        anthropic: 'claude-haiku-4-5-20251001',
        bedrock: 'anthropic.claude-haiku-4-5-20251001-v1:0',
        vertex: 'claude-haiku-4-5@20251001',
        price: rates(1, 5, 0.1, 1.25, 2),
        geographies: { profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], in: [india], global: [global] } },
    },
    {
        id: 'claude-haiku-5-5',
        family: 'haiku',
        name: 'Haiku 5.5',
        anthropic: 'claude-haiku-5-5',
        bedrock: 'anthropic.claude-haiku-5-5',
        vertex: 'claude-haiku-5-5',
        price: {
            ...rates(0.1, 0.5, 0.01, 0.125, 0.2),
            longPrompt: { abovePromptTokens: 100_000, ...rates(0.5, 2.5, 0.05, 0.625, 1) },
        },
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], global: [global] },
            unverified: ['us-gov'],
        },
    },
    {
        id: 'claude-3-5-sonnet',
        family: 'sonnet',
        name: 'Sonnet 3.5',
        anthropic: 'claude-3-5-sonnet-20241022',
        bedrock: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
        vertex: 'claude-3-5-sonnet-v2@20241022',
        price: rates(3, 15, 0.3, 3.75, 6),
        ended: true,
        geographies: { profiles: { us: [us3], apac: [apac7] } },
    },
    {
        id: 'claude-3-7-sonnet',
        family: 'sonnet',
        name: 'Sonnet 3.7',
        anthropic: 'claude-3-7-sonnet-20250219',
        bedrock: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
        vertex: 'claude-3-7-sonnet@20250219',
        price: rates(3, 15, 0.3, 3.75, 6),
        ended: true,
        geographies: {
            profiles: { us: [us3], eu: [eu4], apac: [apac7South], 'us-gov': [govFromEast] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-4-0',
        family: 'sonnet',
        name: 'Sonnet 4',
        anthropic: 'claude-sonnet-4-20250514',
        bedrock: 'anthropic.claude-sonnet-4-20250514-v1:0',
        vertex: 'claude-sonnet-4@20250514',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: { profiles: { us: [us4], eu: [euAndIsrael], apac: [apac8, apacLater], global: [globalFromFive] } },
    },
    {
        id: 'claude-sonnet-4-5',
        family: 'sonnet',
        name: 'Sonnet 4.5',
        anthropic: 'claude-sonnet-4-5-20250929',
        bedrock: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
        vertex: 'claude-sonnet-4-5@20250929',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: {
            profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], 'us-gov': [govToWest], global: [global] },
        },
    },
    {
        id: 'claude-sonnet-4-6',
        family: 'sonnet',
        name: 'Sonnet 4.6',
        anthropic: 'claude-sonnet-4-6',
        bedrock: 'anthropic.claude-sonnet-4-6',
        vertex: 'claude-sonnet-4-6',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: {
            profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au3], global: [global] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-5',
        family: 'sonnet',
        name: 'Sonnet 5',
        anthropic: 'claude-sonnet-5',
        bedrock: 'anthropic.claude-sonnet-5',
        vertex: 'claude-sonnet-5',
        price: rates(2, 10, 0.2, 2.5, 4),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
            onDemand: ['ap-northeast-2', 'ap-southeast-1', 'eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-5-5',
        family: 'sonnet',
        name: 'Sonnet 5.5',
        anthropic: 'claude-sonnet-5-5',
        bedrock: 'anthropic.claude-sonnet-5-5',
        vertex: 'claude-sonnet-5-5',
        price: rates(2, 10, 0.1, 2.5, 4),
        geographies: { profiles: { us: [us6], eu: [eu8], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-opus-4-0',
        family: 'opus',
        name: 'Opus 4',
        anthropic: 'claude-opus-4-20250514',
        bedrock: 'anthropic.claude-opus-4-20250514-v1:0',
        vertex: 'claude-opus-4@20250514',
        price: rates(15, 75, 1.5, 18.75, 30),
        ended: true,
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-opus-4-1',
        family: 'opus',
        name: 'Opus 4.1',
        anthropic: 'claude-opus-4-1-20250805',
        bedrock: 'anthropic.claude-opus-4-1-20250805-v1:0',
        vertex: 'claude-opus-4-1@20250805',
        price: rates(15, 75, 1.5, 18.75, 30),
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-opus-4-5',
        family: 'opus',
        name: 'Opus 4.5',
        anthropic: 'claude-opus-4-5-20251101',
        bedrock: 'anthropic.claude-opus-4-5-20251101-v1:0',
        vertex: 'claude-opus-4-5@20251101',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us5], eu: [eu8], global: [global] } },
    },
    {
        id: 'claude-opus-4-6',
        family: 'opus',
        name: 'Opus 4.6',
        anthropic: 'claude-opus-4-6',
        bedrock: 'anthropic.claude-opus-4-6-v1',
        vertex: 'claude-opus-4-6',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], global: [global] },
            unverified: ['jp', 'apac'],
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-opus-4-7',
        family: 'opus',
        name: 'Opus 4.7',
        anthropic: 'claude-opus-4-7',
        bedrock: 'anthropic.claude-opus-4-7',
        vertex: 'claude-opus-4-7',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], global: [global] } },
    },
    {
        id: 'claude-opus-4-8',
        family: 'opus',
        name: 'Opus 4.8',
        anthropic: 'claude-opus-4-8',
        bedrock: 'anthropic.claude-opus-4-8',
        vertex: 'claude-opus-4-8',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-opus-5',
        family: 'opus',
        name: 'Opus 5',
        anthropic: 'claude-opus-5',
        bedrock: 'anthropic.claude-opus-5',
        vertex: 'claude-opus-5',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
            onDemand: ['ap-northeast-2'],
        },
    },
    {
        id: 'claude-opus-5-5',
        family: 'opus',
        name: 'Opus 5.5',
        anthropic: 'claude-opus-5-5',
        bedrock: 'anthropic.claude-opus-5-5',
        vertex: 'claude-opus-5-5',
        price: rates(4, 20, 0.2, 5, 8),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], 'us-gov': [gov], global: [global] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-fable-5',
        family: 'fable',
        name: 'Fable 5',
        anthropic: 'claude-fable-5',
        bedrock: 'anthropic.claude-fable-5',
        vertex: 'claude-fable-5',
        price: rates(10, 50, 1, 12.5, 20),
        geographies: { profiles: { us: [us6], global: [global] }, unverified: ['us-gov'] },
    },
    {
        id: 'claude-fable-5-1',
        family: 'fable',
        name: 'Fable 5.1',
        anthropic: 'claude-fable-5-1',
        bedrock: 'anthropic.claude-fable-5-1',
        vertex: 'claude-fable-5-1',
        price: rates(10, 50, 0.25, 12.5, 20),
        geographies: { profiles: { us: [usOpen], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-fable-5-2',
        family: 'fable',
        name: 'Fable 5.2',
        anthropic: 'claude-fable-5-2',
        bedrock: 'anthropic.claude-fable-5-2',
        vertex: 'claude-fable-5-2',
        price: rates(8, 40, 0.2, 10, 16),
        geographies: {
            profiles: { us: [usOpen] },
            unverified: ['eu', 'jp', 'au', 'in', 'us-gov', 'global'],
        },
    },
    {
        id: 'claude-mythos-5',
        family: 'mythos',
        name: 'Mythos 5',
        anthropic: 'claude-mythos-5',
        bedrock: null,
        vertex: null,
        price: rates(10, 50, 1, 12.5, 20),
        geographies: null,
    },
    {
        id: 'claude-mythos-5-1',
        family: 'mythos',
        name: 'Mythos 5.1',
        anthropic: 'claude-mythos-5-1',
        bedrock: null,
        vertex: null,
        price: rates(10, 50, 0.25, 12.5, 20),
        geographies: null,
    },
    {
        id: 'claude-mythos-5-2',
        family: 'mythos',
        name: 'Mythos 5.2',
        anthropic: 'claude-mythos-5-2',
        bedrock: null,
        vertex: null,
        price: rates(8, 40, 0.2, 10, 16),
        geographies: null,
    },
];

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./build/models/tiers.js
const tiers = ['haiku', 'sonnet', 'opus'];
const defaultTier = 'sonnet';
const tierModels = {
    haiku: 'claude-haiku-4-5',
    sonnet: 'claude-sonnet-4-6',
    opus: 'claude-opus-4-6',
};
const taskTiers = {
    lint: 'haiku',
    format: 'haiku',
    docs: 'haiku',
    comment: 'haiku',
    'commit-message': 'haiku',
    triage: 'haiku',
    label: 'haiku',
    summarize: 'haiku',
    implement: 'sonnet',
    fix: 'sonnet',
    test: 'sonnet',
    refactor: 'sonnet',
    review: 'sonnet',
    architecture: 'opus',
    design: 'opus',
    'security-audit': 'opus',
    plan: 'opus',
    migrate: 'opus',
};
function isTier(word) {
    return tiers.includes(word);
}

;// CONCATENATED MODULE: ./build/models/find.js



const arnResources = [
    'inference-profile',
    'application-inference-profile',
    'foundation-model',
    'provisioned-model',
    'custom-model-deployment',
    'imported-model',
    'prompt-router',
    'default-prompt-router',
];
const longestName = 2048;
const suffixed = /^(.*?)\s*\[1m\]$/is;
const arnShape = new RegExp(`^arn:(aws[a-z-]*):bedrock:([a-z0-9-]*):(\\d*):(${arnResources.join('|')})/(\\S+)$`, 'i');
const bedrockShape = /^(?:(us-gov|us|eu|jp|au|in|apac|global)\.)?anthropic\.(.+)$/;
const pathShape = /^(?:(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/anthropic\/models|anthropic)\/(.+)$/;
function findModel(spelling) {
    const trimmed = spelling.trim();
    const cut = trimmed.length <= longestName ? suffixed.exec(trimmed) : null;
    const suffix = cut ? '[1m]' : '';
    const name = cut?.[1] ?? trimmed;
    if (name.length > longestName)
        return { kind: 'unknown', name, near: [], geography: null, suffix };
    const arn = arnShape.exec(name);
    if (arn) {
        const resource = arn[4].toLowerCase();
        const named = byName(arn[5]);
        return {
            kind: 'arn',
            arn: name,
            resource,
            partition: arn[1].toLowerCase(),
            region: arn[2].toLowerCase(),
            account: arn[3],
            model: named.model,
            geography: named.geography,
            suffix,
        };
    }
    const word = name.toLowerCase();
    if (isTier(word))
        return { kind: 'tier', tier: word, suffix };
    const { model, geography, foundation } = byName(name);
    if (model)
        return { kind: 'model', model, geography, foundation, suffix };
    return { kind: 'unknown', name, near: nearest(name), geography, suffix };
}
function byName(name) {
    const word = name.toLowerCase();
    const bedrock = bedrockShape.exec(word);
    const geography = bedrock?.[1] ?? null;
    const rest = bedrock?.[2] ?? pathShape.exec(word)?.[1] ?? word;
    return {
        model: index.get(key(rest)) ?? null,
        geography,
        foundation: bedrock !== null && geography === null,
    };
}
function key(name) {
    return name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
}
const index = (() => {
    const found = new Map();
    for (const model of models) {
        for (const spelling of spellings(model))
            found.set(key(spelling), model);
    }
    for (const family of ['fable', 'mythos']) {
        const newest = models.findLast((model) => model.family === family);
        if (newest)
            found.set(family, newest);
    }
    return found;
})();
function spellings(model) {
    const foundation = model.bedrock?.replace(/^anthropic\./, '') ?? null;
    const exact = [model.id, model.anthropic, foundation, model.vertex].filter((id) => id !== null);
    const date = /\d{8}/.exec(model.anthropic)?.[0];
    const version = /-v(\d+)/.exec(`${foundation ?? ''} ${model.vertex ?? ''}`)?.[1] ?? '1';
    const bare = new Set(exact.map((id) => id.replace(/[-@]\d{8}/, '').replace(/-v\d+(:\d+)?/, '')));
    for (const id of [...bare]) {
        const parts = id.split('-').slice(1);
        const numbers = parts.filter((part) => /^\d+$/.test(part));
        bare.add(['claude', model.family, ...numbers].join('-')).add(['claude', ...numbers, model.family].join('-'));
        bare.add([model.family, ...numbers].join('-'));
    }
    const all = new Set(exact);
    for (const id of bare) {
        const dated = date ? [`${id}-${date}`] : [];
        for (const base of [id, ...dated]) {
            all.add(base).add(`${base}-v${version}`).add(`${base}-v${version}:0`);
        }
        if (date)
            all.add(`${id}-v${version}@${date}`);
        all.add(`${id}-latest`).add(`${id}@latest`).add(`${id}@default`);
    }
    return [...all];
}
function nearest(name) {
    const wanted = key(name.toLowerCase().replace(bedrockShape, '$2')).replace(/-(\d{8}|latest)(-v\d+)?(-0)?$/, '');
    if (wanted.length < 3 || wanted.length > 64)
        return [];
    const names = [...tiers, ...models.filter((model) => !model.ended).map((model) => model.id)];
    return names
        .map((id) => ({ id, away: (0,mod/* distance */.Io)(wanted, id) }))
        .filter(({ id, away }) => away <= Math.max(2, Math.floor(Math.min(id.length, wanted.length) / 4)))
        .sort((a, b) => a.away - b.away)
        .slice(0, 3)
        .map(({ id }) => id);
}

;// CONCATENATED MODULE: ./build/models/price.js
function costOf(price, usage) {
    const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
    const long = price.longPrompt;
    const rates = long && prompt > long.abovePromptTokens ? long : price;
    const perMillion = usage.inputTokens * rates.input +
        usage.outputTokens * rates.output +
        usage.cacheReadTokens * rates.cacheRead +
        usage.cacheWrite5mTokens * rates.cacheWrite5m +
        usage.cacheWrite1hTokens * rates.cacheWrite1h;
    return perMillion / 1_000_000;
}
function noUsage() {
    return { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 };
}

;// CONCATENATED MODULE: ./build/models/region.js
function geographyOf(awsRegion) {
    const region = awsRegion.trim().toLowerCase();
    if (region.startsWith('us-gov-'))
        return ['us-gov'];
    if (region.startsWith('us-iso'))
        return [];
    if (region.startsWith('us-'))
        return ['us'];
    if (region.startsWith('ca-'))
        return ['us'];
    if (region.startsWith('eu-iso'))
        return [];
    if (region.startsWith('eu-'))
        return ['eu'];
    if (region === 'il-central-1')
        return ['eu'];
    if (region === 'me-central-1')
        return ['apac'];
    if (region === 'ap-northeast-1' || region === 'ap-northeast-3')
        return ['jp', 'apac'];
    if (region === 'ap-southeast-2' || region === 'ap-southeast-4' || region === 'ap-southeast-6')
        return ['au', 'apac'];
    if (region === 'ap-south-1' || region === 'ap-south-2')
        return ['in', 'apac'];
    if (region.startsWith('ap-'))
        return ['apac'];
    return [];
}
function partitionOf(awsRegion) {
    const region = awsRegion.trim().toLowerCase();
    if (region.startsWith('us-gov-'))
        return 'aws-us-gov';
    if (region.startsWith('cn-'))
        return 'aws-cn';
    if (region.startsWith('eusc-'))
        return 'aws-eusc';
    if (region.startsWith('us-isob-'))
        return 'aws-iso-b';
    if (region.startsWith('us-isof-'))
        return 'aws-iso-f';
    if (region.startsWith('eu-isoe-'))
        return 'aws-iso-e';
    if (region.startsWith('us-iso-'))
        return 'aws-iso';
    return 'aws';
}
const domains = {
    aws: { usual: 'amazonaws.com', dualStack: 'api.aws' },
    'aws-cn': { usual: 'amazonaws.com.cn', dualStack: 'api.amazonwebservices.com.cn' },
    'aws-us-gov': { usual: 'amazonaws.com', dualStack: 'api.aws' },
    'aws-eusc': { usual: 'amazonaws.eu', dualStack: 'api.amazonwebservices.eu' },
    'aws-iso': { usual: 'c2s.ic.gov', dualStack: 'api.aws.ic.gov' },
    'aws-iso-b': { usual: 'sc2s.sgov.gov', dualStack: 'api.aws.scloud' },
    'aws-iso-e': { usual: 'cloud.adc-e.uk', dualStack: 'api.cloud-aws.adc-e.uk' },
    'aws-iso-f': { usual: 'csp.hci.ic.gov', dualStack: 'api.aws.hci.ic.gov' },
};
function awsHost(service, region, { fips, dualStack }) {
    const { usual, dualStack: both } = domains[partitionOf(region)];
    return `${service}${fips ? '-fips' : ''}.${region.trim().toLowerCase()}.${dualStack ? both : usual}`;
}

;// CONCATENATED MODULE: ./build/models/provider-id.js



function modelIdFor(model, provider, where = {}) {
    if (provider === 'bedrock')
        return bedrockId(model, where);
    const id = model[provider];
    if (id !== null)
        return { kind: 'id', id, geography: null, documented: true };
    const nearest = neighbours(model, (other) => other[provider]);
    return { kind: 'unavailable', why: 'provider', nearest, global: null };
}
function bedrockId(model, where) {
    const region = where.region?.trim().toLowerCase() || null;
    const named = where.geography ?? null;
    const { bedrock, geographies } = model;
    const refused = (why) => ({
        kind: 'unavailable',
        why,
        nearest: nearestIds(model, region, named),
        global: named === 'global' ? null : documentedId(model, region, 'global'),
    });
    if (bedrock === null || geographies === null)
        return refused('provider');
    if (named !== null) {
        const state = reach(geographies, named, region);
        const exists = geographies.profiles[named] !== undefined || geographies.unverified?.includes(named);
        if (state === 'no')
            return refused(exists ? 'region' : 'geography');
        return { kind: 'id', id: `${named}.${bedrock}`, geography: named, documented: state === 'yes' };
    }
    if (region === null)
        return refused('no-region');
    const inRegion = geographies.onDemand?.includes(region)
        ? { kind: 'id', id: bedrock, geography: null, documented: true }
        : null;
    if (where.foundation && inRegion)
        return inRegion;
    const states = geographyOf(region).map((geography) => ({ geography, state: reach(geographies, geography, region) }));
    const sure = states.find(({ state }) => state === 'yes');
    if (!sure && inRegion)
        return inRegion;
    const chosen = sure ?? states.find(({ state }) => state === 'perhaps');
    if (!chosen)
        return refused('geography');
    const { geography, state } = chosen;
    return { kind: 'id', id: `${geography}.${bedrock}`, geography, documented: state === 'yes' };
}
function reach(geographies, geography, region) {
    const routes = geographies.profiles[geography];
    const listed = routes?.some((route) => region === null || route.from.includes(region));
    if (listed)
        return 'yes';
    const unverified = geographies.unverified?.includes(geography) ?? false;
    if (!routes && !unverified)
        return 'no';
    if (region === null)
        return 'perhaps';
    if (geography === 'global') {
        if (partitionOf(region) !== 'aws')
            return 'no';
        if (!routes)
            return 'perhaps';
        return routes.some((route) => route.open) ? 'yes' : 'no';
    }
    if (!geographyOf(region).includes(geography) || guests.includes(region))
        return 'no';
    const fresh = !knownRegions.has(region);
    return unverified || fresh || routes?.some((route) => route.open) ? 'perhaps' : 'no';
}
const guests = ['il-central-1', 'me-central-1'];
const knownRegions = new Set(models.flatMap((model) => [
    ...Object.values(model.geographies?.profiles ?? {}).flatMap((routes) => routes.flatMap(({ from, to }) => [...from, ...to])),
    ...(model.geographies?.onDemand ?? []),
]));
function documentedId(model, region, named) {
    const { bedrock, geographies } = model;
    if (bedrock === null || geographies === null)
        return null;
    const choices = named ? [named] : region ? geographyOf(region) : [];
    const geography = choices.find((choice) => reach(geographies, choice, region) === 'yes');
    if (geography)
        return `${geography}.${bedrock}`;
    return region && !named && geographies.onDemand?.includes(region) ? bedrock : null;
}
function nearestIds(model, region, named) {
    if (region === null && named === null)
        return [];
    const own = named === null ? null : documentedId(model, region, null);
    const others = neighbours(model, (other) => documentedId(other, region, named));
    return [...(own === null ? [] : [own]), ...others].slice(0, 3);
}
const families = ['haiku', 'sonnet', 'opus', 'fable', 'mythos'];
function neighbours(model, idOf) {
    const at = families.indexOf(model.family);
    const byDistance = [...families].sort((a, b) => Math.abs(families.indexOf(a) - at) - Math.abs(families.indexOf(b) - at));
    for (const family of byDistance) {
        const members = models.filter((other) => other.family === family);
        const from = family === model.family ? members.indexOf(model) : members.length;
        const ids = members
            .map((other, index) => ({ other, away: Math.abs(index - from), newer: index > from }))
            .filter(({ other }) => other !== model && !other.ended)
            .sort((a, b) => a.away - b.away || Number(b.newer) - Number(a.newer))
            .map(({ other }) => idOf(other))
            .filter((id) => id !== null);
        if (ids.length > 0)
            return ids.slice(0, 3);
    }
    return [];
}
function routesTo(id, callingRegion) {
    const found = findModel(id);
    if (found.kind !== 'model' && found.kind !== 'arn')
        return null;
    const { model, geography } = found;
    if (model === null || model.geographies === null)
        return null;
    const region = (found.kind === 'arn' && found.region) || callingRegion?.trim().toLowerCase() || null;
    const own = region === null ? [] : [region];
    if (geography === null)
        return { model, geography, regions: own, anywhere: false, documented: region !== null };
    const routes = model.geographies.profiles[geography] ?? [];
    const taken = region === null ? routes : routes.filter(({ from, open }) => from.includes(region) || open);
    const regions = new Set([...taken.flatMap(({ from, to }) => (region === null ? [...from, ...to] : to)), ...own]);
    return {
        model,
        geography,
        regions: [...regions].sort(),
        anywhere: geography === 'global',
        documented: taken.length > 0,
    };
}
function policyResources(id, region, account) {
    const found = findModel(id);
    const routed = routesTo(id, region);
    const own = found.kind === 'arn' ? [found.arn] : [];
    if (!routed || routed.model.bedrock === null)
        return own;
    const partition = found.kind === 'arn' ? found.partition : partitionOf(region);
    const { bedrock } = routed.model;
    const foundation = (place) => `arn:${partition}:bedrock:${place}::foundation-model/${bedrock}`;
    const profile = routed.geography
        ? [`arn:${partition}:bedrock:${region}:${account}:inference-profile/${routed.geography}.${bedrock}`]
        : [];
    const places = routed.documented ? routed.regions : ['*'];
    const models = [...places.map(foundation), ...(routed.anywhere ? [foundation('')] : [])];
    return [...new Set([...(own.length > 0 ? own : profile), ...models])];
}

;// CONCATENATED MODULE: ./build/models/index.js








/***/ }),

/***/ 5520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Em: () => (/* binding */ keyMeans),
/* harmony export */   JC: () => (/* binding */ keySource),
/* harmony export */   KM: () => (/* binding */ storedKeyOf),
/* harmony export */   U6: () => (/* binding */ credentialMeans)
/* harmony export */ });
function storedKeyOf(provider) {
    return 'key' in provider && provider.key.kind === 'stored' ? { provider, stored: provider.key.stored } : undefined;
}
async function keySource(plan, means, agents) {
    const held = storedKeyOf(plan.provider);
    if (held === undefined)
        return undefined;
    const { settledKey } = await __nccwpck_require__.e(/* import() */ 689).then(__nccwpck_require__.bind(__nccwpck_require__, 5689));
    return () => settledKey(held.stored, 'use', keyMeans(plan, held.provider, means, agents));
}
function keyMeans({ model, cli }, provider, means, agents) {
    const { environment, locating, runner, report } = means;
    return {
        ...credentialMeans(means, agents),
        ...{ provider, model, cli, locating },
        env: environment.env,
        proxyEnv: environment.proxyEnv,
        warn: (message) => runner.warning(message),
        report: report.rotation,
    };
}
function credentialMeans({ runner, stop }, agents) {
    return { agents, mask: runner.mask, say: (line) => runner.info(line), stop };
}


/***/ }),

/***/ 1429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ startClock)
/* harmony export */ });
function startClock({ timeoutMs }, { endWith }) {
    if (timeoutMs === undefined)
        return () => { };
    const timer = setTimeout(() => endWith({ kind: 'timeout', minutes: timeoutMs / 60_000 }), timeoutMs);
    return () => clearTimeout(timer);
}


/***/ }),

/***/ 2867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/action/settings-files.js + 1 modules
var settings_files = __nccwpck_require__(9295);
;// CONCATENATED MODULE: ./build/action/command-files.js




const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
const command_files_event = 'GITHUB_EVENT_PATH';
function noteCommandFiles(env) {
    const noted = [...names, command_files_event].flatMap((name) => {
        const path = env[name];
        return path ? [note(name, path)] : [];
    });
    return async () => {
        const said = [];
        for (const file of noted) {
            try {
                try {
                    putBack(file);
                }
                catch {
                    await free(file);
                    putBack(file);
                }
            }
            catch (error) {
                said.push(`${file.name}: ${error.message}`);
            }
        }
        return said;
    };
}
function noteUserSettings(env) {
    const path = (0,settings_files/* userSettingsPath */.Y9)(env);
    if (path === undefined)
        return () => 'same';
    let noted;
    let link;
    try {
        link = lstat(path)?.isSymbolicLink() ? (0,external_node_fs_.readlinkSync)(path) : undefined;
        noted = note('~/.claude/settings.json', link === undefined ? path : (0,external_node_fs_.realpathSync)(path));
    }
    catch {
        return () => 'same';
    }
    return () => {
        const linked = link === undefined || (lstat(path)?.isSymbolicLink() === true && (0,external_node_fs_.readlinkSync)(path) === link);
        if (linked && holdsTheSame(noted))
            return 'same';
        if (!linked)
            (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        if (!holdsTheSame(noted))
            putBack(noted);
        if (!linked) {
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
            (0,external_node_fs_.symlinkSync)(link ?? '', path);
        }
        return 'put back';
    };
}
function holdsTheSame({ path, file }) {
    const now = lstat(path);
    if (now === undefined || file === undefined)
        return now === undefined && file === undefined;
    return now.isFile() && (0,external_node_fs_.readFileSync)(path).equals(file.content);
}
function saveStateNow(env, name, value) {
    if (!env.GITHUB_STATE)
        return;
    const delimiter = `ghadelimiter_${(0,external_node_crypto_.randomBytes)(16).toString('hex')}`;
    try {
        (0,external_node_fs_.appendFileSync)(env.GITHUB_STATE, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
    }
    catch {
    }
}
function note(name, path) {
    const folders = [(0,external_node_path_.dirname)((0,external_node_path_.dirname)(path)), (0,external_node_path_.dirname)(path)].map((path) => ({ path, stats: lstat(path) }));
    const stats = lstat(path);
    const file = stats?.isFile() ? { content: (0,external_node_fs_.readFileSync)(path), stats } : undefined;
    return { name, path, folders, file };
}
function putBack({ name, path, file, folders }) {
    for (const { path, stats } of folders)
        putFolderBack(path, stats);
    if (name === command_files_event && isSame(path, file))
        return;
    if (file === undefined) {
        if (lstat(path) !== undefined)
            (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        return;
    }
    const fresh = `${path}.${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`;
    const flags = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | (external_node_fs_.constants.O_NOFOLLOW ?? 0);
    const descriptor = (0,external_node_fs_.openSync)(fresh, flags, 0o600);
    try {
        for (let at = 0; at < file.content.length;)
            at += (0,external_node_fs_.writeSync)(descriptor, file.content, at);
        keepOwner(descriptor, file.stats);
        (0,external_node_fs_.fchmodSync)(descriptor, file.stats.mode & 0o7777);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
    if (lstat(path)?.isDirectory())
        (0,external_node_fs_.renameSync)(path, `${fresh}.away`);
    (0,external_node_fs_.renameSync)(fresh, path);
}
function putFolderBack(path, noted) {
    if (noted === undefined || !noted.isDirectory())
        return;
    const mode = noted.mode & 0o7777;
    const now = lstat(path);
    if (now !== undefined && !now.isDirectory())
        (0,external_node_fs_.rmSync)(path);
    (0,external_node_fs_.mkdirSync)(path, { recursive: true, mode });
    if (((0,external_node_fs_.lstatSync)(path).mode & 0o7777) !== mode)
        (0,external_node_fs_.chmodSync)(path, mode);
}
function isSame(path, file) {
    try {
        const now = lstat(path);
        if (now === undefined || file === undefined)
            return now === undefined && file === undefined;
        return now.ino === file.stats.ino && now.dev === file.stats.dev && (0,external_node_fs_.readFileSync)(path).equals(file.content);
    }
    catch {
        return false;
    }
}
const system = '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
async function free({ path, folders }) {
    if (process.platform !== 'linux')
        return;
    const { getExecOutput } = await __nccwpck_require__.e(/* import() */ 955).then(__nccwpck_require__.bind(__nccwpck_require__, 1955));
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    for (const command of [
        ['umount', '-l', path],
        ['chattr', '-ia', ...folders.map((folder) => folder.path), path],
    ]) {
        const args = ['-i', `PATH=${system}`, ...asRoot, ...command];
        await getExecOutput('/usr/bin/env', args, { silent: true, ignoreReturnCode: true }).catch(() => { });
    }
}
function keepOwner(descriptor, { uid, gid }) {
    if (process.getuid === undefined || (process.getuid() === uid && process.getgid?.() === gid))
        return;
    try {
        (0,external_node_fs_.fchownSync)(descriptor, uid, gid);
    }
    catch {
    }
}
function lstat(path) {
    return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
}

// EXTERNAL MODULE: ./build/action/state.js
var state = __nccwpck_require__(862);
;// CONCATENATED MODULE: ./build/action/run-folder.js





const prefix = 'claude-run-';
const run_folder_state = 'run-folder';
function createRunFolder({ temp, env }) {
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(temp, prefix));
    saveStateNow(env, run_folder_state, (0,state/* seal */.o)(env, run_folder_state, folder));
    const settingsFile = (0,external_node_path_.join)(folder, 'settings.json');
    const write = (name, content) => {
        const path = (0,external_node_path_.join)(folder, name);
        (0,external_node_fs_.writeFileSync)(path, JSON.stringify(content), { mode: 0o600 });
        return path;
    };
    return {
        settingsFile,
        executionFile: (0,external_node_path_.join)(temp, `claude-execution-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.jsonl`),
        write,
        writeSettings: (settings) => void write('settings.json', settings),
        remove: () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true }),
    };
}
function removeLeftRunFolder({ temp, env }) {
    const kept = unseal(env, run_folder_state);
    const folder = kept.kind === 'sealed' ? kept.value : '';
    if (dirname(folder) !== temp || !/^claude-run-\w+$/.test(basename(folder)))
        return;
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory())
        rmSync(folder, { recursive: true, force: true });
}

// EXTERNAL MODULE: ./build/gateway/budget.js
var gateway_budget = __nccwpck_require__(4968);
// EXTERNAL MODULE: ./build/gateway/meter.js + 3 modules
var gateway_meter = __nccwpck_require__(8301);
// EXTERNAL MODULE: ./build/report/figures.js
var figures = __nccwpck_require__(1822);
// EXTERNAL MODULE: ./build/report/judge.js + 2 modules
var judge = __nccwpck_require__(8178);
// EXTERNAL MODULE: ./build/report/plain-text.js
var plain_text = __nccwpck_require__(5263);
;// CONCATENATED MODULE: ./build/report/transcript.js

const mostTools = 10_000;
class TranscriptReader {
    transcript = {
        sessionId: undefined,
        turns: 0,
        tools: new Map(),
        lastText: '',
        result: undefined,
    };
    #lastMessage;
    read(event) {
        const { transcript } = this;
        if ('session_id' in event && typeof event.session_id === 'string')
            transcript.sessionId = event.session_id;
        switch (event.type) {
            case 'system':
                if (event.subtype === 'permission_denied')
                    this.#mark(event.tool_use_id, 'denied');
                break;
            case 'assistant': {
                const { message } = event;
                if (message?.model === '<synthetic>')
                    break;
                const main = event.parent_tool_use_id == null;
                if (main && (message?.id === undefined || message.id !== this.#lastMessage)) {
                    transcript.turns++;
                    this.#lastMessage = message?.id;
                }
                for (const block of blocksOf(message?.content)) {
                    if (block.type === 'text' && main && typeof block.text === 'string' && block.text !== '')
                        transcript.lastText = block.text;
                    if (block.type === 'tool_use' && block.id !== undefined && transcript.tools.size < mostTools)
                        transcript.tools.set(block.id, {
                            id: block.id,
                            name: (0,plain_text/* words */.aL)(block.name),
                            target: toolTarget(block.input),
                            state: 'running',
                        });
                }
                break;
            }
            case 'user':
                for (const block of blocksOf(event.message?.content))
                    if (block.type === 'tool_result')
                        this.#mark(block.tool_use_id, block.is_error ? 'failed' : 'done');
                break;
            case 'result':
                transcript.result = cleanResult(event);
                if (Array.isArray(event.permission_denials))
                    for (const denied of event.permission_denials)
                        this.#mark(denied?.tool_use_id, 'denied');
        }
    }
    #mark(id, state) {
        const call = id === undefined ? undefined : this.transcript.tools.get(id);
        if (call !== undefined && call.state !== 'denied')
            call.state = state;
    }
}
function cleanResult(event) {
    const { num_turns, duration_ms, total_cost_usd, modelUsage, ...rest } = event;
    const clean = { ...rest };
    for (const [name, value] of Object.entries({ num_turns, duration_ms, total_cost_usd }))
        if (isFigure(value))
            Object.assign(clean, { [name]: value });
    if (typeof modelUsage === 'object' && modelUsage !== null)
        clean.modelUsage = Object.fromEntries(Object.entries(modelUsage).flatMap(([model, usage]) => typeof usage !== 'object' || usage === null
            ? []
            : [[model, Object.fromEntries(Object.entries(usage).filter(([, value]) => isFigure(value)))]]));
    return clean;
}
function isFigure(value) {
    return typeof value === 'number' && Number.isFinite(value);
}
function blocksOf(content) {
    return Array.isArray(content) ? content.filter((block) => typeof block?.type === 'string') : [];
}
function toolTarget(input) {
    if (typeof input !== 'object' || input === null)
        return '';
    const telling = [
        'command',
        'file_path',
        'notebook_path',
        'pattern',
        'url',
        'query',
        'skill',
        'description',
        'path',
        'prompt',
    ];
    for (const name of telling) {
        const value = input[name];
        if (typeof value === 'string' && value !== '')
            return value.slice(0, 2000);
    }
    const text = JSON.stringify(input);
    return text === '{}' ? '' : text.slice(0, 2000);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./build/claude/arguments.js
function claudeArguments(plan, settingsFile) {
    const { model, limits, agent } = plan;
    const options = {
        '--model': model.id,
        '--settings': settingsFile,
        '--setting-sources': plan.settingSources === 'user' ? 'user' : undefined,
        '--max-turns': limits.maxTurns,
        '--max-budget-usd': limits.maxBudgetUsd,
        '--allowedTools': agent.allowedTools,
        '--disallowedTools': agent.disallowedTools,
        '--permission-mode': agent.permissionMode,
        '--json-schema': agent.jsonSchema,
    };
    const given = Object.entries(options).flatMap(([flag, value]) => (value === undefined ? [] : [`${flag}=${value}`]));
    return ['--print', '--verbose', '--output-format=stream-json', ...given, ...agent.extraArgs];
}

// EXTERNAL MODULE: ./build/claude/environment.js
var claude_environment = __nccwpck_require__(8898);
// EXTERNAL MODULE: ./build/claude/locate.js
var locate = __nccwpck_require__(9357);
// EXTERNAL MODULE: ./build/claude/run.js + 4 modules
var claude_run = __nccwpck_require__(2209);
;// CONCATENATED MODULE: ./build/claude/settings.js
function privateSettings(plan, pinned) {
    const own = plan.agent.settings;
    const env = typeof own.env === 'object' && own.env !== null ? own.env : {};
    const settings = {
        ...own,
        env: { ...env, ...pinned },
        apiKeyHelper: '',
        awsAuthRefresh: '',
        awsCredentialExport: '',
    };
    const { provider } = plan;
    if (provider.provider !== 'anthropic' || provider.upstream.kind !== 'anthropic')
        settings.skipWebFetchPreflight = true;
    return settings;
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/interrupt.js
var interrupt = __nccwpck_require__(9343);
;// CONCATENATED MODULE: ./build/report/live-log.js



function soFarOf({ tokens, costUsd }) {
    const total = { inputTokens: 0, outputTokens: 0, costUsd };
    for (const usage of tokens.values()) {
        total.inputTokens += usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
        total.outputTokens += usage.outputTokens;
    }
    return total;
}
const longestText = 20_000;
const longestTarget = 200;
const bar = '│ ';
class LiveLog {
    #sink;
    #soFar;
    #now;
    #begun = new Map();
    #started;
    #turn = 0;
    #message;
    #open = false;
    #afterTurn;
    constructor(sink, soFar, now = Date.now) {
        this.#sink = sink;
        this.#soFar = soFar;
        this.#now = now;
        this.#started = now();
    }
    event(event) {
        switch (event.type) {
            case 'system':
                if (event.subtype === 'init') {
                    const version = event.claude_code_version === undefined ? '' : ` ${(0,plain_text/* words */.aL)(event.claude_code_version)}`;
                    this.#sink.info((0,plain_text/* logLine */.BP)(`claude${version} started · model ${(0,plain_text/* words */.aL)(event.model)} · session ${(0,plain_text/* words */.aL)(event.session_id)}`, 300));
                }
                else if (event.subtype === 'api_retry') {
                    const wait = (0,figures/* showTime */.lY)(Number((0,plain_text/* words */.aL)(event.retry_delay_ms)) || 0);
                    const what = `${(0,plain_text/* words */.aL)(event.error_status)} ${(0,plain_text/* words */.aL)(event.error)}`.trim();
                    this.#say(`the provider answered ${what}; try ${(0,plain_text/* words */.aL)(event.attempt)} of ${(0,plain_text/* words */.aL)(event.max_retries)} in ${wait}`, '↻ ');
                }
                break;
            case 'assistant': {
                const main = event.parent_tool_use_id == null;
                const blocks = blocksOf(event.message?.content);
                if (main && event.message?.model !== '<synthetic>')
                    this.#turnOf(event.message?.id, blocks);
                for (const block of blocks) {
                    if (block.type === 'text')
                        this.#say((0,plain_text/* words */.aL)(block.text).trimEnd(), main ? '' : '  ');
                    else if (block.type === 'tool_use') {
                        this.#say(`${(0,plain_text/* words */.aL)(block.name)}  ${(0,plain_text/* logLine */.BP)(toolTarget(block.input), longestTarget)}`, main ? '▶ ' : '  ▶ ');
                        if (block.id !== undefined && this.#begun.size < 1000)
                            this.#begun.set(block.id, { name: (0,plain_text/* logLine */.BP)((0,plain_text/* words */.aL)(block.name), 100), at: this.#now() });
                    }
                }
                break;
            }
            case 'user':
                for (const block of blocksOf(event.message?.content))
                    if (block.type === 'tool_result')
                        this.#toolEnded(block);
                this.#afterTurn = this.#soFar();
                break;
            case 'result':
                this.#afterTurn = this.#soFar();
                this.close();
        }
    }
    stderr(text) {
        if (text.trim() !== '')
            this.#say(text.trimEnd(), 'stderr: ');
    }
    close() {
        if (!this.#open)
            return;
        this.#open = false;
        this.#sink.endGroup();
        const soFar = this.#afterTurn ?? this.#soFar();
        const took = soFar === undefined
            ? ''
            : ` · ${(0,figures/* showTokens */.G$)(soFar.inputTokens)} tokens in, ${(0,figures/* showTokens */.G$)(soFar.outputTokens)} out${cost(soFar)} so far`;
        this.#sink.info(`after turn ${this.#turn}: ${(0,figures/* showTime */.lY)(this.#now() - this.#started)}${took}`);
    }
    #turnOf(message, blocks) {
        if (message !== undefined && message === this.#message)
            return;
        this.#message = message;
        this.close();
        this.#afterTurn = undefined;
        this.#turn++;
        const first = blocks.find((block) => block.type === 'text' || block.type === 'tool_use');
        const about = first?.type === 'text'
            ? (0,plain_text/* words */.aL)(first.text)
            : first?.type === 'tool_use'
                ? `${(0,plain_text/* words */.aL)(first.name)} ${toolTarget(first.input)}`
                : 'thinking';
        this.#sink.startGroup(`Turn ${this.#turn} · ${(0,plain_text/* logLine */.BP)(about, 100)}`);
        this.#open = true;
    }
    #toolEnded(block) {
        const begun = block.tool_use_id === undefined ? undefined : this.#begun.get(block.tool_use_id);
        if (begun === undefined)
            return;
        this.#begun.delete(block.tool_use_id);
        const time = (0,figures/* showTime */.lY)(this.#now() - begun.at);
        if (!block.is_error) {
            this.#say(`${begun.name}  ${time}`, '✔ ');
            return;
        }
        const text = typeof block.content === 'string'
            ? block.content
            : blocksOf(block.content)[0]?.text;
        this.#say(`${begun.name}  ${time}  ${(0,plain_text/* logLine */.BP)((0,plain_text/* words */.aL)(text), 300)}`, '✘ ');
    }
    #say(text, mark) {
        const cut = text.length > longestText
            ? `${text.slice(0, longestText)}\n… (${text.length - longestText} more characters in the transcript)`
            : text;
        for (const line of (0,plain_text/* logLines */.OG)(cut))
            this.#sink.info(`${bar}${mark}${line}`);
    }
}
function cost({ costUsd }) {
    return costUsd === undefined ? '' : ` · ${(0,figures/* showCost */.Dj)(costUsd)}`;
}

// EXTERNAL MODULE: ./build/credentials/credential.js
var credentials_credential = __nccwpck_require__(4636);
// EXTERNAL MODULE: ./build/models/index.js + 6 modules
var models = __nccwpck_require__(2438);
// EXTERNAL MODULE: ./build/credentials/bedrock.js
var bedrock = __nccwpck_require__(8135);
// EXTERNAL MODULE: ./build/credentials/key.js
var credentials_key = __nccwpck_require__(7490);
// EXTERNAL MODULE: ./build/credentials/vertex.js
var vertex = __nccwpck_require__(9791);
;// CONCATENATED MODULE: ./build/credentials/hand-over.js




const nothing = () => { };
async function handOver(provider, means, files, keyOf = (plan) => (0,credentials_key/* keyCredential */.X)(plan, means)) {
    switch (provider.provider) {
        case 'anthropic':
            return { variables: anthropicVariables(provider, await keyOf(provider.key).get()), close: nothing };
        case 'bedrock':
            return handOverBedrock(provider, means);
        case 'vertex':
            return handOverVertex(provider, means, files);
    }
}
function anthropicVariables({ upstream, auth, extraHeaders }, key) {
    return {
        ANTHROPIC_BASE_URL: upstream.url.href.replace(/\/+$/, ''),
        [auth.scheme === 'bearer' ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY']: key.reveal(),
        ANTHROPIC_CUSTOM_HEADERS: [...extraHeaders].map(([name, value]) => `${name}: ${value.reveal()}`).join('\n'),
    };
}
async function handOverBedrock(plan, means) {
    const proof = await (0,bedrock/* bedrockProof */.R)(plan.credential, means);
    const own = plan.endpoint.host === (0,models/* awsHost */.Gy)('bedrock-runtime', plan.region, { fips: false, dualStack: false });
    const endpoint = own
        ? {}
        : { ANTHROPIC_BEDROCK_BASE_URL: plan.endpoint.href.replace(/\/+$/, '') };
    if (proof.kind === 'bearer')
        return {
            variables: { ...endpoint, AWS_BEARER_TOKEN_BEDROCK: (await proof.credential.get()).reveal() },
            close: nothing,
        };
    await proof.credential.get();
    const { startContainerCredentials } = await __nccwpck_require__.e(/* import() */ 439).then(__nccwpck_require__.bind(__nccwpck_require__, 7820));
    const { variables, close } = await startContainerCredentials(proof.credential, means.mask);
    return { variables: { ...endpoint, ...variables }, close };
}
async function handOverVertex(plan, means, files) {
    const credential = await (0,vertex/* vertexCredential */.q)(plan, means);
    const [{ startTokenExchange }, { project, quotaProject }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 820).then(__nccwpck_require__.bind(__nccwpck_require__, 6820)),
        credential.get(),
    ]);
    const { file, close } = await startTokenExchange(credential, means.mask);
    const path = files.write('google.json', {
        ...file,
        universe_domain: plan.credential.universe,
        quota_project_id: quotaProject,
    });
    return {
        variables: {
            GOOGLE_APPLICATION_CREDENTIALS: path,
            ANTHROPIC_VERTEX_PROJECT_ID: project,
            ANTHROPIC_VERTEX_BASE_URL: `${plan.endpoint.href.replace(/\/+$/, '')}/v1`,
        },
        close,
    };
}

// EXTERNAL MODULE: ./build/gateway/server.js + 4 modules
var server = __nccwpck_require__(7893);
// EXTERNAL MODULE: ./build/gateway/upstreams/open.js
var upstreams_open = __nccwpck_require__(7638);
// EXTERNAL MODULE: ./build/network/agents.js
var network_agents = __nccwpck_require__(3271);
// EXTERNAL MODULE: ./build/modes/key.js
var key = __nccwpck_require__(5520);
;// CONCATENATED MODULE: ./build/modes/connect.js







function connect(plan, means) {
    return plan.isolation === 'gateway' ? openGateway(plan, means) : openDirect(plan, means);
}
async function openGateway(plan, means) {
    const { environment, runner, idle, meter, budget, verified, failed } = means;
    const agents = (0,network_agents/* openAgents */.J)(environment.proxyEnv);
    const { upstream, first } = await (0,upstreams_open/* openUpstream */.U)(plan.provider, { ...noting(means, agents), idle }, (credential) => (0,credentials_credential/* watched */.VI)((0,credentials_credential/* after */.Pl)(verified, credential), failed), await (0,key/* keySource */.JC)(plan, means, agents));
    first.catch(failed);
    const gateway = await (0,server/* startGateway */.z)({ upstream, meter, agents, budget, redactor: runner.redactor });
    runner.mask(gateway.token);
    const { url, token } = gateway;
    return { connection: { kind: 'gateway', url, token }, close: gateway.close };
}
async function openDirect(plan, means) {
    const agents = (0,network_agents/* openAgents */.J)(means.environment.proxyEnv);
    const own = noting(means, agents);
    const { provider, keyOf } = await direct(plan.provider, own, await (0,key/* keySource */.JC)(plan, means, agents));
    const { variables, close } = await handOver(provider, own, means.folder, keyOf);
    const closeAll = () => {
        close();
        agents.close();
    };
    return { connection: { kind: 'direct', variables }, close: closeAll };
}
async function direct(provider, means, keyOf = (key) => (0,credentials_key/* keyCredential */.X)(key, means)) {
    if (provider.provider !== 'openai-compatible')
        return { provider, keyOf };
    const { asAnthropic } = await __nccwpck_require__.e(/* import() */ 300).then(__nccwpck_require__.bind(__nccwpck_require__, 8300));
    const key = keyOf(provider.key);
    return { provider: await asAnthropic(provider, key, means), keyOf: () => key };
}
function noting(means, agents) {
    const identified = (member) => {
        means.report.member = member;
    };
    return { ...(0,key/* credentialMeans */.U6)(means, agents), identified };
}

;// CONCATENATED MODULE: ./build/claude/hidden.js


const services = [
    ...['/run/docker.sock', '/run/docker', '/run/containerd', '/run/podman', '/run/crio', '/run/buildkit', '/run/k3s'],
    ...['/run/cri-dockerd.sock', '/run/incus', '/run/lxd', '/run/libvirt', '/run/snapd.socket', '/run/snapd-snap.socket'],
    ...['/run/dbus/system_bus_socket', '/run/systemd/private', '/run/systemd/io.systemd.Manager'],
    ...['/var/snap/lxd/common/lxd/unix.socket', '/var/lib/lxd/unix.socket', '/var/lib/incus/unix.socket'],
];
const enginesAtHome = ['.docker/run', '.docker/desktop', '.colima', '.rd', '.local/share/containers/podman/machine'];
function isEngine(path) {
    return !/dbus|systemd|snapd/.test(path);
}
const serviceName = /\/(docker|podman|containerd|crio|cri-dockerd|buildkitd?|lxd|incus|libvirt|colima|snapd)([\w.-]*|\/[^/]+)$/i;
function curtainsFor(ground, engines) {
    const { env, uid } = ground;
    const own = real([env.XDG_RUNTIME_DIR, `/run/user/${uid}`].filter((path) => path !== undefined && (0,external_node_path_.isAbsolute)(path)));
    const emptied = engines ? own.filter((path) => !isShared(path, ground)) : [];
    const hidden = [
        ...real([...(engines ? services : services.filter((path) => !isEngine(path))), commandFiles(env)]),
        ...real([...runnerOwn(ground.node), ...(engines ? enginesAtHome.map((path) => (0,external_node_path_.join)(env.HOME ?? '/', path)) : [])]),
        ...real(own.flatMap((path) => ['bus', 'systemd'].map((name) => (0,external_node_path_.join)(path, name)))),
        ...real(engines ? [...named(env), ...listening()] : []).filter((path) => !isFolder(path)),
    ];
    return [
        ...guarded(ground),
        ...(uid === 0 ? kernel() : []),
        ...real([...emptied, ...terminals(env, uid)]).map((path) => ({ kind: 'empty', path })),
        ...real(hidden)
            .filter((path) => !emptied.some((folder) => isIn(path, folder)))
            .map((path) => ({ kind: 'hide', path, is: isFolder(path) ? 'folder' : 'file' })),
    ];
}
function terminals({ TMUX_TMPDIR }, uid) {
    return ['/tmp', TMUX_TMPDIR ?? '/tmp'].map((folder) => (0,external_node_path_.join)(folder, `tmux-${uid}`)).concat('/run/screen');
}
function isShared(path, { env, work, temp, script, node }) {
    const others = [...work, temp, script, node, env.HOME ?? '/', '/tmp', '/var/tmp', '/dev/shm'];
    return others.some((other) => isIn(other, path));
}
function kernel() {
    const files = ['/proc/sys', '/proc/irq', '/proc/bus', '/proc/fs'].filter((path) => (0,external_node_fs_.existsSync)(path));
    return [
        ...files.map((path) => ({ kind: 'keep', path, mounted: false })),
        ...real(['/proc/sysrq-trigger']).map((path) => ({ kind: 'hide', path, is: 'file' })),
        { kind: 'keep', path: '/sys', mounted: true },
        ...(isCgroup2() ? [{ kind: 'cgroup2', path: '/sys/fs/cgroup' }] : []),
    ];
}
function real(paths) {
    const found = paths.flatMap((path) => {
        try {
            return path === undefined ? [] : [(0,external_node_fs_.realpathSync)(path)];
        }
        catch {
            return [];
        }
    });
    const all = [...new Set(found)].filter((path) => path !== '/' && path !== '/dev/null');
    return all.filter((path) => !all.some((other) => other !== path && isIn(path, other)));
}
function named(env) {
    const variables = [env.DOCKER_HOST, env.CONTAINER_HOST, env.CONTAINERD_ADDRESS, env.BUILDKIT_HOST];
    return [...variables, ...contexts(env)].flatMap((value) => {
        const path = value?.replace(/^unix:(\/\/)?/, '') ?? '';
        return (0,external_node_path_.isAbsolute)(path) ? [path] : [];
    });
}
function contexts({ DOCKER_CONFIG, HOME = '/' }) {
    const folder = (0,external_node_path_.join)(DOCKER_CONFIG || (0,external_node_path_.join)(HOME, '.docker'), 'contexts', 'meta');
    try {
        return (0,external_node_fs_.readdirSync)(folder).flatMap((name) => {
            const meta = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, name, 'meta.json'), 'utf8');
            return [...meta.matchAll(/"Host"\s*:\s*"(unix:[^"]+)"/g)].map(([, host = '']) => host);
        });
    }
    catch {
        return [];
    }
}
function listening() {
    let table;
    try {
        table = (0,external_node_fs_.readFileSync)('/proc/net/unix', 'latin1');
    }
    catch {
        return [];
    }
    return [...table.matchAll(/^\S+ \S+ \S+ 00010000 \S+ \S+ +\d+ (\/.*)$/gm)].flatMap(([, path = '']) => serviceName.test(path) ? [path] : []);
}
function commandFiles(env) {
    const folder = (0,external_node_path_.dirname)(env.GITHUB_OUTPUT ?? '');
    return /[/_]_?runner_file_commands$/.test(folder) ? folder : undefined;
}
function runnerFolder(node) {
    return /^(.*)\/externals\//.exec(node)?.[1];
}
const runnerPrograms = ['externals', 'bin', '.env', '.path', 'env.sh', 'run.sh', 'run-helper.sh', 'runsvc.sh', 'svc.sh'];
function runnerOwn(node) {
    const folder = runnerFolder(node);
    const names = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '_diag'];
    return folder === undefined ? [] : names.map((name) => (0,external_node_path_.join)(folder, name));
}
function guarded({ env, script, node, work, temp }) {
    const event = (0,external_node_path_.dirname)(env.GITHUB_EVENT_PATH ?? '');
    const actions = /^(.*\/_actions)\//.exec(script)?.[1] ?? (0,external_node_path_.dirname)((0,external_node_path_.dirname)(script));
    const runner = runnerFolder(node);
    const nodes = runner === undefined ? [(0,external_node_path_.dirname)(node)] : runnerPrograms.map((name) => (0,external_node_path_.join)(runner, name));
    const kept = real([actions, ...nodes, ...(/\/_github_workflow$/.test(event) ? [event] : [])])
        .filter((path) => !work.some((folder) => isIn(path, folder)))
        .filter((path) => ![...work, temp, env.HOME ?? '/'].some((folder) => isIn(folder, path)))
        .filter(isWritable);
    const pinned = new Set(kept.flatMap(movable));
    return [
        ...[...pinned].sort((a, b) => a.length - b.length).map((path) => ({ kind: 'pin', path })),
        ...kept.map((path) => ({ kind: 'keep', path, mounted: isMounted(path) })),
    ];
}
function movable(path) {
    const above = (0,external_node_path_.dirname)(path);
    if (above === '/' || above === path)
        return [];
    return [...movable(above), ...(isWritable((0,external_node_path_.dirname)(above)) ? [above] : [])];
}
function isFolder(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
function isWritable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}
function isIn(path, folder) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === '' || !(way === '..' || way.startsWith('../') || (0,external_node_path_.isAbsolute)(way));
}
function isMounted(path) {
    try {
        const escaped = path.replace(/[ \t\n\\]/g, (found) => `\\${found.charCodeAt(0).toString(8).padStart(3, '0')}`);
        return (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'utf8').includes(` ${escaped} `);
    }
    catch {
        return true;
    }
}
function isCgroup2() {
    try {
        return (0,external_node_fs_.statfsSync)('/sys/fs/cgroup').type === 0x63677270;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/claude/launch.js + 1 modules
var launch = __nccwpck_require__(2465);
;// CONCATENATED MODULE: ./build/modes/sandbox.js


function sandboxOf({ sandbox, workingDirectory }, { env, workspace, temp }) {
    if (sandbox.kind === 'off')
        return { kind: 'none', why: 'as the input `sandbox` says' };
    const { getuid, getgid, getgroups } = process;
    if (process.platform !== 'linux' || !getuid || !getgid || !getgroups) {
        const why = `there is none on ${process.platform}`;
        if (sandbox.orElse === 'fail')
            throw (0,launch/* notToBeHad */.b)(why);
        return { kind: 'none', why };
    }
    const user = { uid: getuid(), gid: getgid(), groups: getgroups() };
    const ground = {
        ...{ env, temp, uid: user.uid, script: process.argv[1] ?? '', node: process.execPath },
        work: [workspace, workingDirectory],
    };
    const curtains = curtainsFor(ground, sandbox.engines === 'out of reach');
    return { kind: 'wanted', orElse: sandbox.orElse, user, curtains };
}
async function checkSandbox(sandbox, cwd, stop) {
    if (sandbox.kind === 'none' || sandbox.orElse !== 'fail')
        return;
    const tried = await (0,launch/* launch */.q)({ binary: '/bin/true', args: [], env: {}, cwd, sandbox }, stop);
    await tried?.ended;
}
function tellSandbox(apart, { sandbox }, runner) {
    runner.info(apart.kind === 'apart' ? `sandbox: on, by ${apart.way}` : `sandbox: none: ${apart.why}`);
    if (sandbox.kind === 'off' || process.platform !== 'linux')
        return;
    if (apart.kind === 'not apart')
        runner.warning(`The sandbox could not be had: ${apart.why}. What the agent starts can look into the processes of its user, this action's among them. README.md ("The sandbox") says what it takes; \`sandbox: off\` says that it is not wanted.`);
    else if (sandbox.engines === 'in reach')
        runner.info('sandbox: the container engine is in reach, since `allowed-tools` names it; whoever has it, has the machine');
}

;// CONCATENATED MODULE: ./build/modes/agent.js













const soonMs = 100;
async function runAgent(run) {
    const { plan, stop } = run;
    const sandbox = sandboxOf(plan, run.environment);
    await checkSandbox(sandbox, plan.workingDirectory, stop);
    const locating = (0,locate/* locateClaude */.x)(plan.cli, run.locating);
    const verified = locating.then((claude) => claude.verified);
    const failed = (error) => run.endWith({ kind: 'failed', error: (0,errors/* toActionError */.ie)(error) });
    verified.catch(failed);
    const started = Promise.withResolvers();
    const idle = Promise.race([started.promise, (0,promises_.setTimeout)(soonMs, undefined, { ref: false })]);
    const connecting = connect(plan, { ...run, verified, idle, failed });
    try {
        const [claude, { connection }] = await (0,interrupt/* orInterrupted */.K)(stop, Promise.all([locating, connecting]));
        if (connection.kind === 'direct')
            await (0,interrupt/* orInterrupted */.K)(stop, verified);
        const command = commandOf(run, claude, connection, sandbox);
        run.runner.info(`claude: ${claude.binary} (${claude.how})`);
        run.restore = { files: noteCommandFiles(run.environment.env), settings: noteUserSettings(run.environment.env) };
        return await follow(run, command, () => {
            started.resolve();
            run.runner.open().catch(failed);
        });
    }
    finally {
        await connecting.then(({ close }) => close(), () => { });
    }
}
function commandOf(run, { binary }, connection, sandbox) {
    const { plan, environment, folder, runner, secrets } = run;
    const pinned = (0,claude_environment/* pinnedVariables */.A)(plan, connection, environment.env);
    folder.writeSettings(privateSettings(plan, pinned));
    const mark = ['CLAUDE_PROVIDER_ACTION_RUN', (0,external_node_crypto_.randomBytes)(16).toString('hex')];
    return {
        binary,
        args: claudeArguments(plan, folder.settingsFile),
        env: (0,claude_environment/* childEnvironment */.Q)(environment.env, pinned, secrets, mark),
        cwd: plan.workingDirectory,
        prompt: plan.prompt,
        transcript: folder.executionFile,
        mark,
        sandbox,
        redactor: runner.redactor,
    };
}
async function follow(run, command, spawned) {
    const { plan, runner, reader, meter, report, stop } = run;
    const live = new LiveLog(runner, () => (plan.isolation === 'gateway' ? soFarOf(meter.metered) : undefined));
    const listener = {
        spawned,
        started: (apart) => {
            spawned();
            report.sandbox = apart;
            tellSandbox(apart, plan, runner);
        },
        event: (event) => {
            reader.read(event);
            live.event(event);
        },
        stderr: (text) => live.stderr(text),
    };
    const end = await (0,claude_run/* runClaude */.i)(command, listener, stop);
    live.close();
    return end;
}

// EXTERNAL MODULE: ./build/modes/means.js
var modes_means = __nccwpck_require__(1429);
;// CONCATENATED MODULE: ./build/modes/run.js









async function run(plan, means) {
    const run = begin(plan, means);
    const stopClock = (0,modes_means/* startClock */.L)(plan.limits, means);
    let spoiled = [];
    try {
        const end = await runAgent(run);
        means.report.outcome = verdict(run, end);
    }
    finally {
        stopClock();
        run.folder.remove();
        spoiled = await run_putBack(run);
        record(run);
    }
    if (spoiled.length > 0)
        means.report.outcome = notToBeBelieved(spoiled);
    warnOfNoStructure(run);
}
function begin(plan, means) {
    const meter = new gateway_meter/* Meter */.kI((0,gateway_meter/* pricesOf */._5)(plan.provider.provider));
    const budget = (0,gateway_budget/* budgetOf */.n)(plan.limits, plan.model, meter);
    const folder = createRunFolder(means.environment);
    return { ...means, plan, started: Date.now(), folder, reader: new TranscriptReader(), meter, budget };
}
function verdict({ plan, reader, meter, budget, stop, report }, end) {
    const why = stop.aborted ? stop.reason : undefined;
    const where = { provider: plan.provider.provider, member: report.member };
    return (0,judge/* judge */.S)(end, reader.transcript.result, why, meter.metered.error, where, budget.exhausted);
}
async function run_putBack({ restore, runner }) {
    const spoiled = (await restore?.files()) ?? [];
    putSettingsBack(restore, runner);
    for (const file of spoiled)
        runner.warning(`A file of the runner's could not be put back. ${file}`);
    return spoiled;
}
function putSettingsBack(restore, runner) {
    const name = '~/.claude/settings.json';
    try {
        if (restore?.settings() === 'put back')
            runner.warning(`${name} was changed while the agent ran; it is as it was before.`);
    }
    catch (error) {
        runner.warning(`${name} was changed while the agent ran and could not be put back: ${error.message}`);
    }
}
function record({ plan, started, folder, reader, meter, report }) {
    const counted = plan.isolation === 'gateway' ? meter.metered : undefined;
    report.transcript = reader.transcript;
    report.executionFile = (0,external_node_fs_.existsSync)(folder.executionFile) ? folder.executionFile : undefined;
    report.figures = (0,figures/* figuresOf */.h5)(reader.transcript, counted, Date.now() - started, (0,gateway_meter/* pricesOf */._5)(plan.provider.provider));
}
function notToBeBelieved(spoiled) {
    const message = `The agent kept files of the runner's from being put back, and what they hold is not to be believed: ${spoiled.join('; ')}.`;
    return { conclusion: 'failure', code: 'internal', message };
}
function warnOfNoStructure({ plan, reader, runner, report }) {
    const asked = plan.agent.jsonSchema !== undefined && report.outcome.conclusion === 'success';
    if (asked && reader.transcript.result?.structured_output == null)
        runner.warning('The answer does not follow `json-schema`: `structured-output` is empty.');
}


/***/ }),

/***/ 3271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ openAgents)
/* harmony export */ });
function openAgents(proxyEnv) {
    const options = { keepAlive: true, scheduling: 'lifo', proxyEnv: pastLoopback(proxyEnv) };
    const lazily = (make) => {
        let made;
        return { made: () => made, get: () => (made ??= make()) };
    };
    const plain = lazily(() => new (process.getBuiltinModule('node:http').Agent)(options));
    const secure = lazily(() => new (process.getBuiltinModule('node:https').Agent)(options));
    return {
        get http() {
            return plain.get();
        },
        get https() {
            return secure.get();
        },
        close: () => {
            plain.made()?.destroy();
            secure.made()?.destroy();
        },
    };
}
const beside = ['localhost', '127.0.0.1', '::1', '[::1]', '169.254.169.254', 'metadata.google.internal'];
function pastLoopback(proxyEnv) {
    const { NO_PROXY, no_proxy, ...rest } = proxyEnv;
    const direct = [no_proxy ?? NO_PROXY, ...beside].filter(Boolean).join(',');
    return Object.keys(rest).length === 0 ? {} : { ...rest, no_proxy: direct, NO_PROXY: direct };
}


/***/ }),

/***/ 57:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ words),
/* harmony export */   d: () => (/* binding */ isLasting)
/* harmony export */ });
const lasting = /^(ENOTFOUND|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_|HOSTNAME_MISMATCH|ERR_INVALID)/;
function isLasting(error) {
    const { code = '', statusCode = 0 } = (error ?? {});
    if (code === 'ERR_PROXY_TUNNEL')
        return statusCode >= 400 && statusCode < 500 && ![408, 429].includes(statusCode);
    return lasting.test(code);
}
function words(error) {
    const { name, message, code } = error;
    return typeof code === 'string' && !message?.includes(code) ? `${code}: ${message}` : message || name || String(error);
}


/***/ }),

/***/ 1567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ Redactor)
});

// UNUSED EXPORTS: RedactedStream

;// CONCATENATED MODULE: ./build/redact/forms.js
const shortest = 8;
const shortestNumber = 16;
const pieceLength = 16;
function formsOf(secret) {
    return linesOf(secret).flatMap(piecesOf).flatMap(spellings);
}
function linesOf(secret) {
    return secret
        .split(/\r\n|[\r\n]/)
        .map((line) => line.replace(/^[\s"']+|[\s"',]+$/g, ''))
        .filter((line) => squeezed(line).length >= shortest && !/^-----[A-Z ]+-----$/.test(line))
        .filter((line) => !/^\d+$/.test(line) || line.length >= shortestNumber);
}
function piecesOf(line) {
    if (line.length < 2 * pieceLength || !/^[\w+/=.~-]+$/.test(line))
        return [line];
    const pieces = [line];
    for (let at = 0; line.length - at >= pieceLength; at += pieceLength) {
        const last = line.length - at < 2 * pieceLength;
        pieces.push(line.slice(at, last ? undefined : at + pieceLength));
        if (last)
            break;
    }
    return pieces.filter((piece) => piece === line || /\d|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(piece));
}
function spellings(text) {
    const plain = Buffer.from(text);
    const hex = plain.toString('hex');
    const exact = [text, ...jsonForms(text), ...urlForms(text), hex, hex.toUpperCase()];
    const forms = exact.map((form) => ({ bytes: squeezed(form), before: 0, after: 0 }));
    if (/^[nrtbfx]/.test(text))
        forms.push({ bytes: squeezed(text.slice(1)), before: 0, after: 0 });
    const all = [...forms, ...base64Forms(plain)].filter(({ bytes }) => bytes.length >= shortest);
    return [...new Map(all.map((form) => [form.bytes.toString('latin1'), form])).values()];
}
const escapedInJson = [
    /[\u007f-\uffff]/g,
    /[<>&]/g,
    /[<>&\u007f-\uffff]/g,
    /[<>&'\u007f-\uffff]/g,
    /["<>&'+`\u007f-\uffff]/g,
];
function jsonForms(text) {
    return escapedInJson.flatMap((escaped) => [(digits) => digits, (digits) => digits.toUpperCase()].map((spell) => text.replace(escaped, (char) => `\\u${spell(char.charCodeAt(0).toString(16).padStart(4, '0'))}`)));
}
function urlForms(text) {
    if (!text.isWellFormed())
        return [];
    const component = encodeURIComponent(text);
    const strict = component.replace(/[!'()*]/g, hexOf);
    const ofForm = new URLSearchParams({ '': text }).toString().slice(1);
    const all = [component, strict, strict.replaceAll('~', '%7E'), strict.replaceAll('%2F', '/'), encodeURI(text), ofForm];
    const spaced = all.map((form) => form.replaceAll('%20', '+'));
    return [...all, ...spaced].flatMap((form) => [form, form.replace(/%../g, (code) => code.toLowerCase())]);
}
function hexOf(char) {
    return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
function base64Forms(plain) {
    return [0, 1, 2].flatMap((skipped) => {
        const whole = plain.length - skipped - ((plain.length - skipped) % 3);
        if (whole <= 0)
            return [];
        const core = plain.subarray(skipped, skipped + whole);
        const rest = plain.length - skipped - whole;
        const around = { before: skipped === 0 ? 0 : skipped + 1, after: rest === 0 ? 0 : rest + 1 };
        return ['base64', 'base64url'].map((alphabet) => ({
            bytes: squeezed(core.toString(alphabet)),
            ...around,
        }));
    });
}
function squeezed(text) {
    const bytes = Buffer.from(text);
    return bytes.subarray(0, squeeze(bytes, bytes.length, bytes));
}
const space = 0x20;
const backslash = 0x5c;
const escapeByte = 0x1b;
const zero = 0x30;
const x = 0x78;
const dropped = new Uint8Array(256);
for (let byte = 0; byte <= space; byte++)
    dropped[byte] = 1;
for (const char of '%:,')
    dropped[char.charCodeAt(0)] = 1;
dropped[backslash] = dropped[escapeByte] = dropped[zero] = 2;
const escapes = new Uint8Array(256);
for (const char of 'nrtbfx')
    escapes[char.charCodeAt(0)] = 1;
function squeeze(from, length, into) {
    let to = 0;
    for (let at = 0; at < length;) {
        const byte = from[at];
        if (dropped[byte] === 0) {
            into[to++] = byte;
            at++;
            continue;
        }
        const next = behind(from, at, length);
        if (next === at)
            into[to++] = from[at++];
        else
            at = next;
    }
    return to;
}
function positionsOf(from, length) {
    const positions = new Uint32Array(length);
    let to = 0;
    for (let at = 0; at < length;) {
        const next = dropped[from[at]] === 0 ? at : behind(from, at, length);
        if (next === at)
            positions[to++] = at++;
        else
            at = next;
    }
    return positions;
}
function behind(from, start, length) {
    const byte = from[start];
    if (dropped[byte] === 1)
        return start + 1;
    if (byte === zero)
        return from[start + 1] === x && isByteOfArray(from, start, length) ? start + 2 : start;
    if (byte === escapeByte)
        return colourEnd(from, start + 1, length);
    let at = start + 1;
    while (at < length && from[at] === backslash)
        at++;
    if (at < length && escapes[from[at]] === 1)
        return at + 1;
    return isEscapedColour(from, at, length) ? colourEnd(from, at + 5, length) : at;
}
function isEscapedColour(from, at, length) {
    if (at + 5 >= length || from[at] !== 0x75 || from[at + 3] !== 0x31)
        return false;
    return from[at + 1] === zero && from[at + 2] === zero && (from[at + 4] | 0x20) === 0x62 && from[at + 5] === 0x5b;
}
function isByteOfArray(from, start, length) {
    const text = String.fromCharCode(...from.subarray(Math.max(0, start - 1), Math.min(length, start + 5)));
    return /^[^\w+/-]?0x[0-9a-f]{2}([^\w+/-]|$)/i.test(text) && (start > 0 || text.startsWith('0'));
}
function colourEnd(from, at, length) {
    if (at >= length || from[at] !== 0x5b)
        return at;
    let end = at + 1;
    while (end < length && from[end] >= space && from[end] < 0x40 && end - at < 32)
        end++;
    return Math.min(end + 1, length);
}

;// CONCATENATED MODULE: ./build/redact/hex-dump.js
const row = /(?:(?<![0-9a-z])|(?<=\\[nr]))[0-9a-f]{6,16}:?[ \t]{1,4}((?:[0-9a-f]{2}){1,4}(?: {1,3}(?:[0-9a-f]{2}){1,4})*)(?![0-9a-z])/gi;
const rowEnd = /[\r\n]|\\+[rn]|(?<!\\)"/g;
const mostBetween = 120;
function dumpsIn(bytes) {
    if (!bytes.includes('00'))
        return [];
    const text = bytes.toString('latin1');
    const dumps = [];
    let end = Number.NEGATIVE_INFINITY;
    for (const { 0: whole, 1: digits = '', index } of text.matchAll(row)) {
        rowEnd.lastIndex = index + whole.length;
        const to = rowEnd.exec(text)?.index ?? text.length;
        const from = index + whole.length - digits.length;
        let dump = dumps.at(-1);
        if (dump === undefined || index - end > mostBetween) {
            dump = { rows: [], pieces: [], length: 0, words: true };
            dumps.push(dump);
        }
        const groups = digits.trim().split(/ +/);
        const shown = Buffer.from(groups.join(''), 'hex');
        dump.words &&= groups.every((group) => group.length === 4 || group.length === 2);
        dump.rows.push({ from, to, at: dump.length });
        dump.pieces.push(shown);
        dump.length += shown.length;
        end = to;
    }
    return dumps.map(({ rows, pieces, length, words }) => {
        const straight = Buffer.concat(pieces);
        const even = words && length % 2 === 0;
        return {
            readings: even ? [straight, Buffer.from(straight).swap16()] : [straight],
            rowsOf: (from, to) => rows.filter(({ at }, index) => at < to && (rows[index + 1]?.at ?? length) > from),
        };
    });
}

;// CONCATENATED MODULE: ./build/redact/redactor.js


const mask = Buffer.from('***');
const reach = 1024;
class Redactor {
    #secrets = new Set();
    #matcher;
    add(secret) {
        if (this.#secrets.has(secret))
            return;
        this.#secrets.add(secret);
        this.#matcher = undefined;
    }
    text = (text) => this.#string(text, 'text');
    json = (json) => this.#string(json, 'json');
    #string(text, kind) {
        if (text.length < 6 || this.#current().isEmpty)
            return text;
        const bytes = Buffer.from(text);
        const redacted = this.bytes(bytes, kind);
        return redacted === bytes ? text : redacted.toString('utf8');
    }
    bytes(bytes, kind) {
        const spans = this.#current().find(bytes, kind);
        return spans.length === 0 ? bytes : without(bytes, spans);
    }
    stream(kind) {
        return new RedactedStream((bytes) => this.#current().find(bytes, kind), kind);
    }
    #current() {
        this.#matcher ??= new Matcher([...this.#secrets].flatMap(formsOf));
        return this.#matcher;
    }
}
class RedactedStream {
    #find;
    #kind;
    #held = Buffer.alloc(0);
    constructor(find, kind) {
        this.#find = find;
        this.#kind = kind;
    }
    push(chunk) {
        const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
        const spans = this.#find(bytes);
        const lineEnd = this.#kind === 'json' ? bytes.lastIndexOf(0x0a) + 1 : 0;
        let until = Math.max(lineEnd, outsideEscape(bytes, bytes.length - reach));
        const cut = spans.find(({ from, to }) => from < until && to > until);
        if (cut !== undefined)
            until = cut.to;
        this.#held = Buffer.from(bytes.subarray(until));
        return without(bytes.subarray(0, until), spans.filter(({ to }) => to <= until));
    }
    end() {
        const rest = this.#held;
        this.#held = Buffer.alloc(0);
        return without(rest, this.#find(rest));
    }
}
function outsideEscape(bytes, at) {
    if (at <= 0)
        return 0;
    let before = at;
    for (let back = 1; back <= 12 && at - back >= 0; back++) {
        const byte = bytes[at - back];
        if (byte === redactor_backslash || byte === 0x1b)
            before = at - back;
    }
    return before;
}
function without(bytes, spans) {
    if (spans.length === 0)
        return bytes;
    const pieces = [];
    let at = 0;
    for (const { from, to } of spans) {
        pieces.push(bytes.subarray(at, from), mask);
        at = to;
    }
    pieces.push(bytes.subarray(at));
    return Buffer.concat(pieces);
}
const redactor_backslash = 0x5c;
const quote = 0x22;
const block = 4;
const widest = 24;
const hashBits = 18;
class Matcher {
    #forms;
    #window;
    #shift;
    #atEnd = new Map();
    #squeezed = new Uint8Array(128 << 10);
    constructor(forms) {
        this.#forms = forms;
        this.#window = Math.min(widest, ...forms.map(({ bytes }) => bytes.length));
        this.#shift = new Uint8Array(1 << hashBits).fill(Math.max(1, this.#window - block + 1));
        for (const form of forms)
            for (let at = 0; at + block <= this.#window; at++) {
                const hash = hashAt(form.bytes, at);
                const shift = this.#window - block - at;
                this.#shift[hash] = Math.min(this.#shift[hash], shift);
                if (shift === 0)
                    this.#atEnd.set(hash, [...(this.#atEnd.get(hash) ?? []), form]);
            }
    }
    get isEmpty() {
        return this.#forms.length === 0;
    }
    find(bytes, kind) {
        if (this.isEmpty || bytes.length < this.#window)
            return [];
        const spans = this.#findPrinted(bytes, kind);
        for (const dump of dumpsIn(bytes))
            for (const decoded of dump.readings)
                for (const { from, to } of this.#findPrinted(decoded, 'text'))
                    spans.push(...dump.rowsOf(from, to));
        return merged(spans);
    }
    #findPrinted(bytes, kind) {
        if (this.#squeezed.length < bytes.length)
            this.#squeezed = new Uint8Array(bytes.length * 2);
        const text = this.#squeezed;
        const found = this.#scan(text, squeeze(bytes, bytes.length, text));
        if (found.length === 0)
            return [];
        const positions = positionsOf(bytes, bytes.length);
        return found.flatMap(({ form, at }) => {
            const span = { from: positions[at], to: positions[at + form.bytes.length - 1] + 1 };
            if (kind === 'json' && holdsQuote(bytes, span))
                return [];
            return [widened(bytes, span, form)];
        });
    }
    #scan(text, length) {
        const found = [];
        const window = this.#window;
        const shift = this.#shift;
        let end = window - 1;
        while (end < length) {
            const hash = hashAt(text, end - block + 1);
            const step = shift[hash];
            if (step > 0) {
                end += step;
                continue;
            }
            const at = end - window + 1;
            for (const form of this.#atEnd.get(hash) ?? [])
                if (standsAt(text, length, at, form.bytes))
                    found.push({ form, at });
            end++;
        }
        return found;
    }
}
function hashAt(bytes, at) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits);
}
function standsAt(text, length, at, form) {
    if (at + form.length > length)
        return false;
    for (let index = 0; index < form.length; index++)
        if (text[at + index] !== form[index])
            return false;
    return true;
}
function holdsQuote(bytes, { from, to }) {
    for (let at = bytes.indexOf(quote, from); at >= 0 && at < to; at = bytes.indexOf(quote, at + 1))
        if (backslashesBefore(bytes, at) % 2 === 0)
            return true;
    return false;
}
function widened(bytes, span, { before, after }) {
    let { from, to } = span;
    for (let count = 0; count < before && isBase64(bytes[from - 1]) && bytes[from - 2] !== redactor_backslash; count++)
        from--;
    for (let count = 0; count < after && isBase64(bytes[to]); count++)
        to++;
    while (after > 0 && bytes[to] === 0x3d)
        to++;
    if (from === span.from && backslashesBefore(bytes, from) % 2 === 1)
        from--;
    return { from: behindHexEscape(bytes, from), to };
}
function behindHexEscape(bytes, from) {
    for (let digits = 1; digits <= 4 && from - digits - 1 >= 0; digits++) {
        const at = from - digits;
        if (bytes[at] === 0x75 && backslashesBefore(bytes, at) % 2 === 1)
            return Math.min(at + 5, bytes.length);
    }
    return from;
}
function backslashesBefore(bytes, at) {
    let count = 0;
    while (at - count - 1 >= 0 && bytes[at - count - 1] === redactor_backslash)
        count++;
    return count;
}
const base64 = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
    base64[char.charCodeAt(0)] = 1;
function isBase64(byte) {
    return byte !== undefined && base64[byte] === 1;
}
function merged(spans) {
    if (spans.length < 2)
        return spans;
    spans.sort((one, other) => one.from - other.from);
    const all = [];
    for (const span of spans) {
        const last = all.at(-1);
        if (last !== undefined && span.from <= last.to)
            last.to = Math.max(last.to, span.to);
        else
            all.push({ ...span });
    }
    return all;
}


/***/ }),

/***/ 1822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dj: () => (/* binding */ showCost),
/* harmony export */   G$: () => (/* binding */ showTokens),
/* harmony export */   h5: () => (/* binding */ figuresOf),
/* harmony export */   lY: () => (/* binding */ showTime)
/* harmony export */ });
/* harmony import */ var _models_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2438);

const roundingUsd = 0.00001;
function figuresOf(transcript, counted, elapsedMs, prices = 'catalogue') {
    const { result } = transcript;
    const byModel = Object.entries(result?.modelUsage ?? {});
    const common = {
        turns: result?.num_turns ?? transcript.turns,
        durationMs: Math.round(result?.duration_ms ?? elapsedMs),
    };
    const isPriced = prices === 'catalogue' && byModel.every(([model]) => pricedByCli(model));
    const own = isPriced ? result?.total_cost_usd : counted?.costUsd;
    const more = (counted?.costUsd ?? 0) > (own ?? Number.POSITIVE_INFINITY) + roundingUsd;
    if (result !== undefined && !more && (byModel.length > 0 || counted === undefined)) {
        const sum = (pick) => byModel.reduce((total, [, usage]) => total + (pick(usage) ?? 0), 0);
        return {
            ...common,
            costUsd: own,
            inputTokens: sum((usage) => usage.inputTokens),
            outputTokens: sum((usage) => usage.outputTokens),
            cachedTokens: sum((usage) => (usage.cacheReadInputTokens ?? 0) + (usage.cacheCreationInputTokens ?? 0)),
        };
    }
    if (counted === undefined) {
        const nothing = { costUsd: undefined, inputTokens: undefined, outputTokens: undefined, cachedTokens: undefined };
        return { ...common, ...nothing };
    }
    const usages = [...counted.tokens.values()];
    const sum = (pick) => usages.reduce((total, usage) => total + pick(usage), 0);
    return {
        ...common,
        costUsd: counted.costUsd,
        inputTokens: sum((usage) => usage.inputTokens),
        outputTokens: sum((usage) => usage.outputTokens),
        cachedTokens: sum((usage) => usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens),
    };
}
function pricedByCli(model) {
    const found = (0,_models_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findModel */ .P6)(model);
    return found.kind === 'model' && found.model.price !== null && found.model.unpricedByCli !== true;
}
function showCost(usd) {
    if (usd === undefined)
        return 'unknown';
    return usd >= 100 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(4)}`;
}
function showTokens(count) {
    if (count === undefined)
        return 'unknown';
    if (count < 1000)
        return String(count);
    return count < 999_950 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(2)}M`;
}
function showTime(ms) {
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}


/***/ }),

/***/ 8178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  S: () => (/* binding */ judge),
  c: () => (/* binding */ stopped)
});

// EXTERNAL MODULE: ./build/errors.js
var build_errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/gateway/provider-error.js
var provider_error = __nccwpck_require__(7375);
;// CONCATENATED MODULE: ./build/report/aws-error.js
const verdict = (code, advice) => ({ code, advice });
function awsVerdict(error) {
    if (error.kind === 'connection' || error.type === undefined)
        return undefined;
    const { type, message } = error;
    const name = type.replace(/Exception$/i, '').toLowerCase();
    switch (name) {
        case 'expiredtoken':
        case 'unrecognizedclient':
        case 'invalidclienttokenid':
        case 'invalidsignature':
        case 'incompletesignature':
        case 'signaturedoesnotmatch':
        case 'missingauthenticationtoken':
            return verdict('provider-auth');
        case 'accessdenied':
            return accessDenied(message);
        case 'resourcenotfound':
            return /use case/i.test(message)
                ? verdict('model-access', 'Anthropic\'s form is not filled in for this account: Bedrock console, "Model catalog".')
                : verdict('model-unknown');
        case 'validation':
            if (/on-demand throughput/i.test(message))
                return verdict('model-unknown', "This region has the model by an inference profile only: give the model's name, or the profile's id, as `model`.");
            return /model identifier|model id|inference profile/i.test(message)
                ? verdict('model-unknown', 'Either it is spelled wrongly, or `aws-region` does not have it.')
                : verdict('provider-error');
        case 'throttling':
        case 'servicequotaexceeded':
        case 'toomanyrequests':
            return verdict('provider-rate-limited');
        case 'serviceunavailable':
        case 'modelnotready':
            return verdict('provider-overloaded');
        case 'internalserver':
        case 'internalfailure':
        case 'modelerror':
        case 'modelstreamerror':
        case 'modeltimeout':
            return verdict('provider-error');
    }
    return undefined;
}
function accessDenied(message) {
    const action = /not authorized to perform: (bedrock:\w+)/.exec(message)?.[1];
    if (action !== undefined)
        return verdict('model-access', `The identity lacks \`${action}\` for the model, or a policy of the organization denies it in a region that the profile routes to. The least policy is in the job summary.`);
    if (/model/i.test(message))
        return verdict('model-access');
    return verdict('provider-auth');
}

;// CONCATENATED MODULE: ./build/report/google-error.js
function vertexVerdict(error, member = '…') {
    if (error.kind !== 'answer')
        return undefined;
    const { status, type, message, info } = error;
    const own = type !== undefined && /^[a-z_]+$/.test(type);
    switch (info?.reason) {
        case 'SERVICE_DISABLED': {
            const { service = 'aiplatform.googleapis.com', consumer } = info.metadata;
            const project = consumer?.replace(/^projects\//, '') ?? 'PROJECT';
            return is('gcp-api-disabled', `gcloud services enable ${service} --project ${project}`);
        }
        case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
            return is('gcp-permission-denied', "Give the machine's service account the scope `cloud-platform`.");
        case 'BILLING_DISABLED':
            return is('provider-error', 'Link the project to a billing account.');
        case 'CONSUMER_INVALID':
        case 'USER_PROJECT_DENIED':
            return is('gcp-permission-denied', 'Is `gcp-project-id` the id of a project that there is, and of this identity?');
        case 'SECURITY_POLICY_VIOLATED':
            return is('gcp-permission-denied', 'The project is inside a VPC Service Controls perimeter: its ingress rules have to name the service account.');
    }
    if (/has not been used in project .* or it is disabled/.test(message))
        return is('gcp-api-disabled');
    if (/constraints\/vertexai\.allowedModels|organization policy/i.test(message))
        return is('model-access', "The organization's policy `vertexai.allowedModels` leaves this model out.");
    if (/not allowed to use Publisher Model/i.test(message))
        return is('model-access', "Enable the model on its card in Vertex AI's Model Garden.");
    if (/is not servable in region|not (available|supported) in (the )?(region|location)/i.test(message))
        return is('model-unknown', elsewhere(message));
    switch (status) {
        case 400:
            return is('provider-error');
        case 401:
            return is('provider-auth', 'Google does not take the token: has the key been deleted, the account been disabled, or is the clock of this machine wrong?');
        case 403:
            if (own || type === undefined)
                return is('provider-error');
            return is('gcp-permission-denied', forbidden(message, member));
        case 404:
            if (/Publisher Model|\bmodel\b/i.test(message) && type !== undefined)
                return is('model-unknown', elsewhere(message));
            return is('provider-error', 'Does `ANTHROPIC_VERTEX_BASE_URL`, where it is set, end in /v1?');
        case 429:
            return is('provider-rate-limited', quota(message));
        case 503:
        case 529:
            return is('provider-overloaded');
    }
    return is(type === 'overloaded_error' ? 'provider-overloaded' : 'provider-error');
}
function is(code, advice) {
    return { code, advice };
}
function forbidden(message, member) {
    const [, project] = /\bprojects\/([^/'`\s]+)\//.exec(message) ?? [];
    if (project === undefined)
        return undefined;
    return `Is ${project} the right project? Then: gcloud projects add-iam-policy-binding ${project} --role roles/aiplatform.user --member ${quoted(member)}`;
}
function elsewhere(message) {
    const [, location, model] = /\blocations\/([^/'`\s]+)\/publishers\/anthropic\/models\/([^/'`\s:]+)/.exec(message) ?? [];
    if (location === undefined || location === 'global')
        return 'Compare the id with the models that Vertex AI lists, and enable it on its card in Model Garden.';
    return `Does ${location} offer ${model}? Not each location has each model; try \`gcp-region: global\`. It has to be enabled in Model Garden as well.`;
}
function quota(message) {
    const [, metric, model] = /Quota exceeded for \S+?\/(\w+) with base model: (\S+?)\.?(?:\s|$)/.exec(message) ?? [];
    if (metric === undefined)
        return undefined;
    return `Look at the quota ${metric} for ${model} in this region: it may begin at nothing. \`gcp-region: global\` has one of its own.`;
}
function quoted(word) {
    return /^[\w@%+=:,./…-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

// EXTERNAL MODULE: ./build/report/plain-text.js
var plain_text = __nccwpck_require__(5263);
;// CONCATENATED MODULE: ./build/report/judge.js





function judge(end, result, stop, provider, on, exhausted) {
    if (result?.is_error === false)
        return { conclusion: 'success' };
    if (stop !== undefined)
        return stopped(stop);
    if (exhausted !== undefined && !/^error_max/.test(result?.subtype ?? ''))
        return { conclusion: 'failure', code: 'max-budget', message: exhausted };
    if (result === undefined)
        return crashed(end, provider);
    return { conclusion: 'failure', ...failed(result, provider, on) };
}
function stopped(stop) {
    switch (stop.kind) {
        case 'timeout':
            return { conclusion: 'timeout', code: 'timeout', message: `The run was ended after ${stop.minutes} minutes.` };
        case 'cancelled':
            return { conclusion: 'cancelled', code: 'cancelled', message: `The run was ended by ${stop.signal}.` };
        case 'failed':
            return { conclusion: 'failure', code: stop.error.code, message: stop.error.message };
    }
}
function crashed(end, provider) {
    const how = end.signal === null ? `with exit code ${end.code}` : `by ${end.signal}`;
    const said = end.stderr.trim();
    const message = [
        `claude ended ${how} and gave no result.`,
        said === '' ? '' : `It said: ${said.slice(-2000)}`,
        provider === undefined ? '' : `The provider's last error: ${(0,provider_error/* describeProviderError */.v)(provider)}`,
    ];
    return { conclusion: 'failure', code: 'claude-crashed', message: message.filter(Boolean).join('\n') };
}
function failed(result, seen, on) {
    const errors = Array.isArray(result.errors) ? result.errors.map(plain_text/* words */.aL).join('; ') : '';
    const own = errors || (0,plain_text/* words */.aL)(result.result) || 'no reason given';
    switch (result.subtype) {
        case 'error_max_turns':
            return { code: 'max-turns', message: own };
        case 'error_max_budget_usd':
            return { code: 'max-budget', message: own };
    }
    const provider = seen ?? judge_quoted(own);
    if (provider === undefined && result.api_error_status == null && !own.startsWith('API Error'))
        return { code: 'claude-crashed', message: (0,build_errors/* shorten */.ml)(own, 2000) };
    if (provider === undefined) {
        const status = result.api_error_status ?? undefined;
        const code = status === 404 && /selected model/i.test(own) ? 'model-unknown' : providerCode(status, provider);
        return { code, message: (0,build_errors/* shorten */.ml)(own, 2000) };
    }
    const known = on?.provider === 'vertex' ? vertexVerdict(provider, on.member) : awsVerdict(provider);
    const advice = known?.advice === undefined ? '' : `\n${known.advice}`;
    const status = provider.kind === 'answer' ? provider.status : (result.api_error_status ?? undefined);
    return {
        code: known?.code ?? providerCode(status, provider),
        message: `${(0,provider_error/* describeProviderError */.v)(provider)}${advice}`,
    };
}
function judge_quoted(own) {
    const [, status, body] = /\bAPI Error: (?:Request rejected \()?(\d{3})\)?(?: ·)? ([[{].*[\]}])/s.exec(own) ?? [];
    const said = body === undefined ? undefined : (0,provider_error/* readErrorBody */.N)(body);
    return said?.type === undefined
        ? undefined
        : { kind: 'answer', status: Number(status), requestId: undefined, ...said };
}
function providerCode(status, provider) {
    if (provider?.kind === 'connection')
        return 'provider-unreachable';
    switch (status) {
        case 401:
            return 'provider-auth';
        case 403:
            return provider?.kind === 'answer' && /model/i.test(provider.message) ? 'model-access' : 'provider-auth';
        case 404:
            return provider?.kind === 'answer' && /model/i.test(provider.message) ? 'model-unknown' : 'provider-error';
        case 429:
            return 'provider-rate-limited';
        case 503:
        case 529:
            return 'provider-overloaded';
    }
    if (provider?.kind === 'stream' && provider.type === 'overloaded_error')
        return 'provider-overloaded';
    if (provider?.kind === 'stream' && provider.type === 'rate_limit_error')
        return 'provider-rate-limited';
    return 'provider-error';
}


/***/ }),

/***/ 6658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ut: () => (/* binding */ answerOf),
  IN: () => (/* binding */ cutText),
  MF: () => (/* binding */ noReport),
  Yz: () => (/* binding */ outputsOf)
});

;// CONCATENATED MODULE: ./build/report/rotation.js
function noRotation() {
    return { rotation: 'none', version: undefined, before: undefined, after: undefined };
}

;// CONCATENATED MODULE: ./build/report/outputs.js

function noReport() {
    return {
        outcome: { conclusion: 'success' },
        plan: undefined,
        transcript: undefined,
        figures: undefined,
        executionFile: undefined,
        explained: [],
        policy: undefined,
        member: undefined,
        rotation: noRotation(),
        sandbox: undefined,
    };
}
const mostCharacters = 480_000;
function outputsOf({ outcome, plan, transcript, figures, executionFile, rotation, }) {
    const result = answerOf(transcript);
    const structured = transcript?.result?.structured_output;
    const structuredText = structured == null ? undefined : toJson(structured, executionFile);
    const share = structuredText === undefined ? mostCharacters : mostCharacters / 2;
    const known = {
        result: result === '' ? undefined : cutText(result, share, executionFile),
        'structured-output': structuredText === undefined ? undefined : cutJson(structuredText, share, executionFile),
        conclusion: outcome.conclusion,
        'error-code': outcome.conclusion === 'success' ? '' : outcome.code,
        provider: plan?.provider.provider,
        tier: plan?.model.tier,
        model: plan?.model.name,
        'model-id': plan?.model.id,
        'session-id': transcript?.sessionId,
        'cost-usd': figures?.costUsd === undefined ? undefined : showPlain(figures.costUsd),
        'input-tokens': figures?.inputTokens,
        'output-tokens': figures?.outputTokens,
        'num-turns': figures?.turns,
        'duration-ms': figures?.durationMs,
        'execution-file': executionFile,
        rotation: rotation.rotation,
        'secret-version-id': rotation.version,
    };
    return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
function answerOf(transcript) {
    const { result } = transcript ?? {};
    if (result?.is_error === false && typeof result.result === 'string')
        return result.result;
    return transcript?.lastText ?? '';
}
function cutText(text, length, executionFile) {
    if (text.length <= length)
        return text;
    const pointer = `\n\n… cut here, at GitHub's limit; the whole is in ${executionFile ?? 'execution-file'}`;
    const kept = text.slice(0, Math.floor(length) - pointer.length);
    return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + pointer;
}
function cutJson(json, length, executionFile) {
    return json.length <= length ? json : JSON.stringify({ truncated: true, 'execution-file': executionFile });
}
function toJson(value, executionFile) {
    try {
        return JSON.stringify(value);
    }
    catch {
        return JSON.stringify({ truncated: true, 'execution-file': executionFile });
    }
}
function showPlain(usd) {
    return usd.toFixed(8).replace(/0+$/, '').replace(/\.$/, '');
}


/***/ }),

/***/ 5263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BP: () => (/* binding */ logLine),
/* harmony export */   Bv: () => (/* binding */ safeLines),
/* harmony export */   OG: () => (/* binding */ logLines),
/* harmony export */   aL: () => (/* binding */ words)
/* harmony export */ });
function logLines(text) {
    return text
        .replace(ansiEscapes, '')
        .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
        .map((line) => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd').replaceAll('##[', '##\u200b['));
}
function safeLines(text) {
    return logLines(text).map((line) => (/^\s*::/.test(line) ? `│ ${line}` : line));
}
const ansiEscapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\r\n]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
function logLine(text, length) {
    const line = logLines(text.slice(0, length * 4).toWellFormed())
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
    return line.length > length
        ? `${line
            .slice(0, length - 1)
            .toWellFormed()
            .replace(/\ufffd$/, '')}…`
        : line;
}
function words(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}


/***/ }),

/***/ 3662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q2: () => (/* binding */ parseBaseUrl),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   YA: () => (/* binding */ pathPrefix)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);

function parseBaseUrl(text) {
    if (/\s/.test(text))
        return { ok: false, expected: 'must be one URL, without spaces or line breaks' };
    if (!URL.canParse(text)) {
        const bare = /^[a-z0-9.-]+(:\d+)?(\/|$)/i.test(text);
        return {
            ok: false,
            expected: bare
                ? `must be a whole URL, such as https://${text}`
                : 'must be a URL, such as https://gateway.example.com',
        };
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '')
        return { ok: false, expected: 'must carry no credentials; the key belongs in `api-key`' };
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
        return {
            ok: false,
            expected: url.protocol === 'http:' ? 'must be https; plain http is for loopback only' : 'must be an https URL',
        };
    if (url.search !== '' || url.hash !== '')
        return { ok: false, expected: 'must have no query and no fragment' };
    const path = url.pathname.replace(/\/+$/, '');
    const call = /\/v1\/(messages|chat\/completions|models)$/.exec(path);
    if (call)
        return { ok: false, expected: `must be the part in front of ${call[0]}` };
    url.pathname = path.replace(/\/v1$/, '');
    return { ok: true, url };
}
function isLoopback(hostname) {
    const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return host === 'localhost' || host === '::1' || ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 4 && host.startsWith('127.'));
}
function pathPrefix(url) {
    return url.pathname.replace(/\/+$/, '');
}


/***/ }),

/***/ 603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ parseGoogleCredentials)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3662);


const oneLine = 'store the whole file as base64 in one line (`base64 -w0 key.json`)';
function parseGoogleCredentials(text) {
    const given = text.replace(/^\uFEFF/, '').trim();
    if (given === '')
        return wrong('is empty; a secret that does not exist, or that this event may not read, comes out empty');
    const json = given.startsWith('{') ? given : decoded(given);
    if (json === undefined)
        return wrong(notJson(given));
    const file = parsed(json);
    if (file === undefined)
        return wrong(`is not valid JSON: a part is missing, or pasting has changed it; ${oneLine}`);
    const problem = check(file);
    if (problem !== undefined)
        return wrong(problem);
    const secrets = secretsOf(file);
    return { ok: true, file: file, secrets: json === given ? secrets : [given, ...secrets] };
}
function wrong(expected) {
    return { ok: false, expected };
}
function decoded(text) {
    const packed = text.replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed))
        return undefined;
    const bytes = Buffer.from(packed, /[-_]/.test(packed) ? 'base64url' : 'base64');
    const json = bytes.toString(bytes[1] === 0 || bytes[0] === 0xff ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
    return json.trimStart().startsWith('{') ? json : undefined;
}
function notJson(text) {
    if (text.startsWith('-----BEGIN'))
        return 'is a private key by itself; the whole JSON file that holds it is wanted';
    if (/^["']/.test(text))
        return 'is in quotes; give the JSON as it stands in the file, or its base64';
    if (/^(\.{0,2}[/\\]|~|[A-Za-z]:\\)|\.json$/.test(text))
        return 'is a path; the content of the file is wanted';
    return 'must be the JSON of a Google key file, or its base64';
}
function parsed(text) {
    for (const form of [text, escapedBreaks(text)]) {
        try {
            const json = JSON.parse(form);
            return isObject(json) ? json : undefined;
        }
        catch {
        }
    }
    return undefined;
}
function escapedBreaks(text) {
    return text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => quoted.replace(/\r\n|[\r\n]/g, '\\n').replace(/\t/g, '\\t'));
}
function check(file, inside = '') {
    const { type } = file;
    const strings = (names) => {
        const missing = names.filter((name) => typeof file[name] !== 'string' || file[name] === '');
        if (missing.length === 0)
            return undefined;
        const list = missing.map((name) => `\`${inside}${name}\``).join(', ');
        return `lacks ${list}, which a file of type ${type} has; take the file as Google gave it`;
    };
    const odd = [
        'quota_project_id',
        'universe_domain',
        'project_id',
        'private_key_id',
        'client_id',
        'client_secret',
    ].find((name) => file[name] !== undefined && typeof file[name] !== 'string');
    if (odd !== undefined)
        return `has a \`${inside}${odd}\` that is no string`;
    const strange = ['project_id', 'quota_project_id'].find((name) => !/^[a-z0-9.:-]*$/.test(String(file[name] ?? '')));
    if (strange !== undefined)
        return `has a \`${inside}${strange}\` that is no project`;
    if (file.universe_domain !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(String(file.universe_domain)))
        return `has a \`${inside}universe_domain\` that is no domain`;
    switch (type) {
        case 'service_account': {
            const missing = strings(['client_email', 'private_key']);
            if (missing !== undefined)
                return missing;
            if (!isEmail(String(file.client_email)))
                return `has a \`${inside}client_email\` that is no address`;
            const key = mendedKey(String(file.private_key));
            if (key === undefined)
                return `has a \`${inside}private_key\` that is no longer a key: pasting has changed its line breaks, or a part is missing; ${oneLine}`;
            file.private_key = key;
            return undefined;
        }
        case 'authorized_user':
            return strings(['client_id', 'client_secret', 'refresh_token']);
        case 'external_account': {
            const missing = strings(['audience', 'subject_token_type', 'token_url']);
            if (missing !== undefined)
                return missing;
            if (!isObject(file.credential_source))
                return `lacks \`${inside}credential_source\`, which says where the token to show comes from`;
            if (file.credential_source.certificate !== undefined)
                return `shows a certificate (\`${inside}credential_source.certificate\`), which this action does not take`;
            if (!sources.some((name) => name in file.credential_source))
                return `has a \`${inside}credential_source\` that names none of ${sources.map((name) => `\`${name}\``).join(', ')}`;
            return checkPlace(file, 'token_url', inside) ?? checkImpersonation(file, inside);
        }
        case 'impersonated_service_account': {
            if (inside !== '')
                return 'impersonates from an impersonated account; name the accounts between as `delegates`';
            const missing = strings(['service_account_impersonation_url']);
            if (missing !== undefined)
                return missing;
            const { source_credentials: source, delegates } = file;
            if (!isObject(source))
                return 'lacks `source_credentials`, which hold who impersonates';
            if (delegates !== undefined && !(Array.isArray(delegates) && delegates.every((one) => typeof one === 'string')))
                return 'has `delegates` that are no list of names';
            return checkImpersonation(file, inside) ?? check(source, 'source_credentials.');
        }
        case 'external_account_authorized_user':
        case 'gdch_service_account':
            return `is of type ${type}, which this action does not take`;
        case undefined:
            if (isObject(file.installed) || isObject(file.web))
                return 'is the file of an OAuth client, which is no credential; a service account key is, or what gcloud writes at a login';
    }
    const kinds = 'service_account, authorized_user, external_account or impersonated_service_account';
    return `has ${type === undefined ? `no \`${inside}type\`` : `a \`${inside}type\` that Google does not have`}: it is one of ${kinds}`;
}
const sources = ['file', 'url', 'executable', 'environment_id'];
function checkPlace(file, name, inside) {
    const value = String(file[name]);
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && (0,_base_url_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname)))
        return undefined;
    return `has a \`${inside}${name}\` that is no https URL`;
}
function checkImpersonation(file, inside) {
    const name = 'service_account_impersonation_url';
    if (file[name] === undefined)
        return undefined;
    const [, email = ''] = /\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(String(file[name])) ?? [];
    if (!isEmail(email))
        return `has a \`${inside}${name}\` that does not end in an account's \`:generateAccessToken\``;
    return checkPlace(file, name, inside);
}
function isEmail(text) {
    return /^[^@\s:/]+@[a-z0-9.-]+$/.test(text);
}
function mendedKey(key) {
    const [, label, body] = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(key) ?? [];
    const packed = body?.replace(/\\+[nr]|\s+/g, '');
    if (packed === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
        return undefined;
    const lines = packed.match(/.{1,64}/g) ?? [];
    const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem).asymmetricKeyType === 'rsa' ? pem : undefined;
    }
    catch {
        return undefined;
    }
}
function secretsOf(file) {
    const own = ['private_key', 'client_secret', 'refresh_token'].flatMap((name) => typeof file[name] === 'string' ? [file[name]] : []);
    const source = isObject(file.credential_source) ? file.credential_source : {};
    const headers = isObject(source.headers) ? Object.values(source.headers) : [];
    const shown = headers.flatMap((value) => (typeof value === 'string' ? [value, value.replace(/^\w+ +/, '')] : []));
    const inner = isObject(file.source_credentials) ? secretsOf(file.source_credentials) : [];
    return [...own, ...shown, ...inner];
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9985:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ defaultUniverse),
/* harmony export */   YA: () => (/* binding */ parseServiceAccount),
/* harmony export */   gt: () => (/* binding */ googleEndpoints),
/* harmony export */   l1: () => (/* binding */ accountIn),
/* harmony export */   lD: () => (/* binding */ parseIdentityProvider),
/* harmony export */   v8: () => (/* binding */ projectOf)
/* harmony export */ });
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3662);

const like = 'projects/123456789012/locations/global/workloadIdentityPools/POOL/providers/PROVIDER';
function parseIdentityProvider(text) {
    const name = text.trim().replace(/^(https:)?\/\/iam\.googleapis\.com\//, '');
    const parts = /^projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)(?:\/providers\/([^/]+))?$/.exec(name);
    if (parts === null)
        return wrong(`must be like ${like}`);
    const [, project = '', pool = '', provider] = parts;
    if (provider === undefined)
        return wrong(`names a pool; the provider in it is wanted: ${name}/providers/PROVIDER`);
    if (!/^\d+$/.test(project))
        return wrong("must have the project's number, not its id, behind `projects/`");
    const odd = [pool, provider].find((id) => !/^[a-z0-9-]{4,32}$/.test(id));
    if (odd !== undefined)
        return wrong('must have ids of 4 to 32 lower-case letters, digits and hyphens');
    return { ok: true, name };
}
function parseServiceAccount(text) {
    const name = text
        .trim()
        .replace(/^(\/\/iam\.googleapis\.com\/)?projects\/[^/]+\/serviceAccounts\//, '')
        .replace(/^serviceAccount:/, '');
    return /^[^@\s:/]+@([a-z0-9-]+\.)+[a-z]+$/.test(name)
        ? { ok: true, name }
        : wrong("must be a service account's address, such as claude-code@my-project-12345.iam.gserviceaccount.com");
}
function googleEndpoints(env, problems) {
    const found = {};
    for (const service of ['sts', 'iamcredentials', 'oauth2']) {
        const where = `GHA_ENDPOINT_OVERRIDE_${service}`;
        const held = env[where]?.trim();
        if (!held)
            continue;
        const url = URL.canParse(held) ? new URL(held) : undefined;
        const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && (0,_base_url_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url.hostname));
        const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
        if (url !== undefined && secure && plain)
            found[service] = url;
        else {
            const example = service === 'oauth2' ? 'https://oauth2.example.com' : `https://${service}.example.com/v1`;
            const expected = `must be an https URL without credentials, query and fragment: what stands in front of the method, such as ${example}`;
            problems.push({ where, expected });
        }
    }
    return found;
}
const defaultUniverse = 'googleapis.com';
function projectOf(email) {
    const [, project, domain] = /@([a-z][a-z0-9-]+)(?:\.([a-z0-9.-]+))?\.iam\.gserviceaccount\.com$/.exec(email ?? '') ?? [];
    return domain === undefined ? project : `${domain}:${project}`;
}
function accountIn(impersonationUrl) {
    return /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(impersonationUrl ?? '')?.[1];
}
function wrong(expected) {
    return { ok: false, expected };
}


/***/ }),

/***/ 7457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HY: () => (/* binding */ fromLayers),
/* harmony export */   Ri: () => (/* binding */ byDefault),
/* harmony export */   Sw: () => (/* binding */ choose),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   _W: () => (/* binding */ settingsKeys),
/* harmony export */   lX: () => (/* binding */ fromInput),
/* harmony export */   uM: () => (/* binding */ variableSource),
/* harmony export */   vM: () => (/* binding */ isSet)
/* harmony export */ });
const settingsKeys = ['apiProvider', 'awsRegion', 'gcpProjectId', 'gcpRegion', 'customApiUrl', 'model'];
function choose(candidates) {
    const [first, ...over] = candidates;
    return first === undefined ? undefined : { ...first, over: over.filter(({ source }) => source.kind !== 'default') };
}
function fromInput(name, value) {
    return value === undefined ? [] : [{ value, source: { kind: 'input', name: `input ${name}` } }];
}
function byDefault(value) {
    return { value, source: { kind: 'default', name: 'default' } };
}
function fromLayers(layers, key, variables) {
    return layers.flatMap((layer) => {
        const said = [];
        const held = key === undefined ? undefined : layer.keys[key];
        if (held !== undefined)
            said.push({ value: held, source: { kind: layer.kind, name: layer.name } });
        const variable = variables.find((name) => isSet(layer.env[name]));
        if (variable !== undefined)
            said.push({ value: layer.env[variable].trim(), source: variableSource(layer, variable) });
        return said;
    });
}
function variableSource(layer, variable) {
    return { kind: layer.kind, name: layer.kind === 'env' ? `env ${variable}` : `${layer.name} env ${variable}` };
}
function isSet(value) {
    return value !== undefined && value.trim() !== '';
}
function nameOf({ source }) {
    return source.name.replace(/^(input|env) /, '');
}


/***/ }),

/***/ 7412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ mightSteer),
/* harmony export */   Jt: () => (/* binding */ steeringVariables),
/* harmony export */   qI: () => (/* binding */ proxyProtocols),
/* harmony export */   r5: () => (/* binding */ providers),
/* harmony export */   to: () => (/* binding */ explained)
/* harmony export */ });
const providers = ['anthropic', 'bedrock', 'vertex', 'openai-compatible'];
const proxyProtocols = ['auto', 'anthropic', 'openai'];
function explained(name, sourced, show = String) {
    return {
        name,
        value: show(sourced.value),
        source: sourced.source.name,
        over: sourced.over.map(({ value, source }) => ({ value: show(value), source: source.name })),
    };
}
const steeringVariables = [
    'ANTHROPIC_BASE_URL',
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'ANTHROPIC_CUSTOM_HEADERS',
    'ANTHROPIC_API_HOST',
    'ANTHROPIC_AWS_API_KEY',
    'ANTHROPIC_AWS_BASE_URL',
    'ANTHROPIC_BEDROCK_BASE_URL',
    'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
    'ANTHROPIC_FEDERATION_RULE_ID',
    'ANTHROPIC_FOUNDRY_API_KEY',
    'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
    'ANTHROPIC_FOUNDRY_BASE_URL',
    'ANTHROPIC_FOUNDRY_RESOURCE',
    'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
    'ANTHROPIC_IDENTITY_TOKEN_FILE',
    'ANTHROPIC_MODEL',
    'ANTHROPIC_UNIX_SOCKET',
    'ANTHROPIC_VERTEX_BASE_URL',
    'CLAUDE_CODE_API_BASE_URL',
    'CLAUDE_CODE_GATEWAY_TOKEN',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'CLAUDE_CODE_SESSION_ACCESS_TOKEN',
    'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
    'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
    'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    'CLAUDE_CODE_SKIP_MANTLE_AUTH',
    'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    'CLAUDE_CODE_USE_ANTHROPIC_AWS',
    'CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD',
    'CLAUDE_CODE_USE_BEDROCK',
    'CLAUDE_CODE_USE_FOUNDRY',
    'CLAUDE_CODE_USE_GATEWAY',
    'CLAUDE_CODE_USE_MANTLE',
    'CLAUDE_CODE_USE_VERTEX',
];
function mightSteer(name) {
    return /^ANTHROPIC_|^CLAUDE_CODE_(USE|SKIP)_|^CLAUDE_\w*(URL|HOST|ENDPOINT|TOKEN|MODEL|EXTRA_BODY)$|_PROXY$/i.test(name);
}


/***/ }),

/***/ 7498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf)
/* harmony export */ });
function secretsOf(provider) {
    switch (provider.provider) {
        case 'anthropic':
        case 'openai-compatible': {
            const headers = [...provider.extraHeaders.values()].map((value) => value.reveal()).filter(looksSecret);
            const { key } = provider;
            return [...(key.kind === 'given' ? [key.secret.reveal()] : secretsOfAws(key.stored.aws)), ...headers];
        }
        case 'bedrock': {
            const { credential } = provider;
            return credential.kind === 'bearer' ? [credential.token.reveal()] : secretsOfAws(credential.aws);
        }
        case 'vertex':
            return provider.credential.kind === 'workload-identity' ? [provider.credential.request.token.reveal()] : [];
    }
}
function secretsOfAws({ source, externalId, variables }) {
    const request = source.kind === 'oidc' ? [source.request.token] : [];
    const keys = [...variables].filter(([name]) => /SECRET|TOKEN$/.test(name)).map(([, value]) => value);
    return [...request, ...keys, ...(externalId === undefined ? [] : [externalId])].map((value) => value.reveal());
}
function looksSecret(value) {
    return value.length >= 16 && /\d/.test(value);
}


/***/ }),

/***/ 5714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ Secret)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);

class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return '***';
    }
}


/***/ }),

/***/ 1110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ stop),
/* harmony export */   q: () => (/* binding */ endWith)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

const controller = new AbortController();
const stop = controller.signal;
const endWith = (reason) => controller.abort(reason);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
    process.on(signal, () => endWith({ kind: 'cancelled', signal }));
for (const surprise of ['uncaughtException', 'unhandledRejection'])
    process.on(surprise, (error) => endWith({ kind: 'failed', error: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .toActionError */ .ie)(error) }));


/***/ }),

/***/ 2253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ tokenPrefix),
/* harmony export */   W$: () => (/* binding */ mintToken),
/* harmony export */   kf: () => (/* binding */ sameToken)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

function mintToken() {
    return `${tokenPrefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32).toString('base64url')}`;
}
const tokenPrefix = 'cpa-run-';
function sameToken(held, expected) {
    if (held === undefined)
        return false;
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(digest(held), digest(expected));
}
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest();
}


/***/ }),

/***/ 9181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest),
/* harmony export */   y: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1916);

function nearest(held, words) {
    const lower = held.toLowerCase();
    let best;
    for (const word of words) {
        const away = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(lower, word.toLowerCase());
        if (best === undefined || away < best.away)
            best = { word, away };
    }
    return best !== undefined && best.away <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}
function oneOf(held, words) {
    const near = nearest(held, words);
    const list = words.map((word) => `\`${word}\``).join(', ');
    return `must be one of ${list}${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
}


/***/ }),

/***/ 6085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ createParser)
});

;// CONCATENATED MODULE: ./node_modules/eventsource-parser/dist/errors.js
/**
 * Error thrown when encountering an issue during parsing.
 *
 * @public
 */
class ParseError extends Error {
    constructor(message, options) {
        super(message);
        this.name = 'ParseError';
        this.type = options.type;
        this.field = options.field;
        this.value = options.value;
        this.line = options.line;
    }
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./node_modules/eventsource-parser/dist/parse.js
/**
 * EventSource/Server-Sent Events parser
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */

// ASCII codes used in the hot parsing paths.
const LF = 10;
const CR = 13;
const SPACE = 32;
const MAX_FIELD_PREFIX_LENGTH = 6;
/**
 * Creates a new EventSource parser.
 *
 * @param config - Parser configuration. Accepts callbacks (see {@link ParserCallbacks})
 *   and options like `maxBufferSize` (see {@link ParserConfig}).
 *
 * @returns A new EventSource parser, with `feed` and `reset` methods.
 * @public
 */
function createParser(config) {
    if (typeof config === 'function') {
        throw new TypeError('`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?');
    }
    const { maxBufferSize, onComment, onError, onEvent, onId, onRetry } = config;
    // Trailing bytes from prior `feed()` calls that did not yet form a complete line.
    // Stored as an array of fragments and only joined when a line terminator arrives.
    // Concatenating per-feed (`prefix + chunk`) is O(N²) when a single SSE line spans
    // many chunks (e.g. a large `data:` payload streamed in tiny slices, or an MCP-style
    // server that emits one giant content block). Buffering as fragments + joining once
    // makes the same workload linear.
    const pendingFragments = [];
    // Running total of `pendingFragments` lengths, kept in sync with the array so the
    // `maxBufferSize` check doesn't have to walk the fragment list on every feed.
    let pendingFragmentsLength = 0;
    // Empty or partial leading BOM; undefined once the BOM check is complete.
    let bomPrefix = '';
    let id;
    let data = '';
    let dataLines = 0;
    let eventType;
    // Set after a `maxBufferSize` overflow. Once tripped, `feed()` throws until
    // `reset()` is called — see the comment on `maxBufferSize` in `ParserConfig`.
    let terminated = false;
    let skippingLine = false;
    // Set when a line (parsed or discarded) was terminated by a trailing `\r` at the very
    // end of a chunk. That `\r` is ambiguous: it may be a bare-CR terminator or the first
    // half of a `\r\n` whose `\n` lands in the next chunk. The line itself is complete
    // either way, but we must remember to swallow a single leading `\n` from the next
    // chunk so the pair is treated as one terminator rather than a blank line (which
    // would dispatch an event prematurely).
    let skipNextLineFeed = false;
    /**
     * Feeds a chunk of the SSE stream to the parser. Any trailing bytes that do
     * not yet form a complete line are held back and prepended to the next chunk,
     * so callers can pass arbitrary slices of the stream without worrying about
     * line boundaries.
     *
     * Per the SSE spec, one leading UTF-8 BOM is stripped before parsing,
     * even when split across chunks. This handles both the raw 3-byte form (0xEF 0xBB
     * 0xBF) and a single decoded U+FEFF, so a leading BOM is ignored regardless of
     * how the caller decoded the bytes.
     *
     * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
     */
    function feed(chunk) {
        if (terminated) {
            throw new Error('Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.');
        }
        if (bomPrefix !== undefined) {
            chunk = bomPrefix + chunk;
            // Wait only while the input could still be a raw BOM. Empty chunks must
            // not finish the check, and a mismatched prefix must remain ordinary input.
            if (chunk === '' || chunk === '\xEF' || chunk === '\xEF\xBB') {
                bomPrefix = chunk;
                return;
            }
            bomPrefix = undefined;
            // Strip exactly one leading BOM, in decoded or raw byte-valued form.
            chunk = chunk.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, '');
        }
        // Rare resume states from a prior chunk boundary: a pending `\r\n` split or a
        // line being discarded. Single combined check keeps the hot path to one branch;
        // the actual handling lives out-of-line in `resumeAfterSkip`.
        if (skippingLine || skipNextLineFeed) {
            chunk = resumeAfterSkip(chunk);
            if (!chunk) {
                return;
            }
        }
        // Hot path: no buffered prefix from a prior partial line. Hand the chunk
        // straight to `processLines`, exactly like the original implementation.
        // Zero new work in the common case (every chunk ends with `\n\n`).
        if (!pendingFragments.length) {
            const trailing = processLines(chunk);
            if (trailing !== '') {
                storeTrailing(trailing);
            }
            checkForBufferOverflow();
            return;
        }
        // We have a buffered prefix. If this chunk also has no terminator, append
        // to the buffer without concatenating — that's the O(N²) trap we're
        // avoiding (large single `data:` payload split across many tiny chunks).
        if (chunk.indexOf('\n') === -1 && chunk.indexOf('\r') === -1) {
            if (pendingFragmentsLength < MAX_FIELD_PREFIX_LENGTH) {
                const head = pendingFragments.join('') +
                    chunk.slice(0, MAX_FIELD_PREFIX_LENGTH - pendingFragmentsLength);
                if (!shouldBufferTrailing(head)) {
                    pendingFragments.length = 0;
                    pendingFragmentsLength = 0;
                    skippingLine = true;
                    return;
                }
            }
            pendingFragments.push(chunk);
            pendingFragmentsLength += chunk.length;
            checkForBufferOverflow();
            return;
        }
        // Terminator arrived. Join the accumulated fragments + this chunk once,
        // process, and buffer any new trailing partial line.
        pendingFragments.push(chunk);
        const input = pendingFragments.join('');
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        storeTrailing(processLines(input));
        checkForBufferOverflow();
    }
    // Out-of-line handler for the rare post-boundary states. `skipNextLineFeed` means a
    // line (parsed or discarded) ended with a trailing `\r` at the previous chunk boundary,
    // so a single leading `\n` must be swallowed to consume a split `\r\n` as one terminator.
    // `skippingLine` means we are discarding an invalid line until its terminator arrives.
    // The two states are mutually exclusive. Returns the remaining chunk to parse ('' if
    // this chunk was fully consumed).
    function resumeAfterSkip(chunk) {
        if (chunk.length === 0) {
            return chunk;
        }
        if (skipNextLineFeed) {
            skipNextLineFeed = false;
            return chunk.charCodeAt(0) === LF ? chunk.slice(1) : chunk;
        }
        const crIndex = chunk.indexOf('\r');
        const lfIndex = chunk.indexOf('\n');
        const lineEnd = crIndex === -1 ? lfIndex : lfIndex === -1 ? crIndex : crIndex < lfIndex ? crIndex : lfIndex;
        if (lineEnd === -1) {
            return '';
        }
        // Trailing `\r` at the very end of the chunk: defer the CRLF/CR decision to the
        // next chunk (see `skipNextLineFeed`) rather than greedily consuming just the `\r`.
        if (lineEnd === chunk.length - 1 && chunk.charCodeAt(lineEnd) === CR) {
            skippingLine = false;
            skipNextLineFeed = true;
            return '';
        }
        skippingLine = false;
        return chunk.slice(lineEnd + (chunk.charCodeAt(lineEnd) === CR && chunk.charCodeAt(lineEnd + 1) === LF ? 2 : 1));
    }
    function storeTrailing(trailing) {
        if (!trailing)
            return;
        // A trailing that ends with `\r` is not a partial line: the `\r` terminates it,
        // and only the CRLF-vs-CR ambiguity remains (the matching `\n` may start the next
        // chunk). Parse the completed line now — buffering it could grow unbounded through
        // the no-terminator append path, and discarding it would eat the terminator and
        // make skip mode swallow the next line.
        if (trailing.charCodeAt(trailing.length - 1) === CR) {
            parseLine(trailing, 0, trailing.length - 1);
            if (checkForBufferOverflow())
                return;
            skipNextLineFeed = true;
            return;
        }
        if (shouldBufferTrailing(trailing)) {
            pendingFragments.push(trailing);
            pendingFragmentsLength = trailing.length;
            return;
        }
        skippingLine = true;
    }
    function shouldBufferTrailing(trailing) {
        const firstCharCode = trailing.charCodeAt(0);
        return ((firstCharCode === 58 && !!onComment) ||
            (firstCharCode === 100 && isPotentialField(trailing, 'data')) ||
            (firstCharCode === 101 && isPotentialField(trailing, 'event')) ||
            (firstCharCode === 105 && isPotentialField(trailing, 'id')) ||
            (firstCharCode === 114 && isPotentialField(trailing, 'retry')));
    }
    // Returns true when parsing must stop for the current chunk (the parser was already
    // terminated or has just overflowed), and false when processing can continue.
    function checkForBufferOverflow() {
        if (terminated)
            return true;
        if (maxBufferSize === undefined)
            return false;
        if (pendingFragmentsLength + data.length <= maxBufferSize)
            return false;
        terminated = true;
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
        skippingLine = false;
        skipNextLineFeed = false;
        onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, {
            type: 'max-buffer-size-exceeded',
        }));
        return true;
    }
    /**
     * Splits `chunk` into SSE lines and dispatches each to the appropriate handler.
     * Returns any trailing bytes that did not terminate with a line break, so the
     * caller can prepend them to the next chunk.
     *
     * The SSE spec permits three line terminators: `\n`, `\r`, and `\r\n`. Real-world
     * streams almost always use plain `\n`, so we take a fast path when no `\r` is
     * present in the chunk. The slow path is spec-correct but does more work per line.
     */
    function processLines(chunk) {
        let searchIndex = 0;
        // Fast path: LF-only chunk (the common case for typical SSE servers).
        // We can scan forward with a single `indexOf('\n')` per line and inline
        // the hot-path branches for `data:` and `event:` without the CR bookkeeping
        // the slow path needs.
        if (chunk.indexOf('\r') === -1) {
            let lfIndex = chunk.indexOf('\n', searchIndex);
            while (lfIndex !== -1) {
                // Blank line: end-of-event marker. Dispatch the accumulated event (if any)
                // and reset the buffered fields. This is hoisted out of `parseLine` because
                // it's the single most common line shape after `data:` lines.
                if (searchIndex === lfIndex) {
                    if (id !== undefined) {
                        onId === null || onId === void 0 ? void 0 : onId(id);
                    }
                    if (dataLines > 0) {
                        onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data });
                    }
                    id = undefined;
                    data = '';
                    dataLines = 0;
                    eventType = undefined;
                    searchIndex = lfIndex + 1;
                    lfIndex = chunk.indexOf('\n', searchIndex);
                    continue;
                }
                const firstCharCode = chunk.charCodeAt(searchIndex);
                if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
                    // `data:` line — append the value to the event's data buffer.
                    // 'data:'.length === 5, 'data: '.length === 6
                    const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5;
                    const value = chunk.slice(valueStart, lfIndex);
                    // Fast path within a fast path: if this is the first data line AND the
                    // next char is another LF (i.e. `data:foo\n\n`), dispatch immediately
                    // without ever writing to the `data` buffer. This is the shape of a
                    // typical single-line SSE event (ChatGPT-style streams, etc.) and is
                    // hot enough to be worth the duplication.
                    if (dataLines === 0 && chunk.charCodeAt(lfIndex + 1) === LF) {
                        if (id !== undefined) {
                            onId === null || onId === void 0 ? void 0 : onId(id);
                        }
                        onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data: value });
                        id = undefined;
                        data = '';
                        eventType = undefined;
                        searchIndex = lfIndex + 2;
                        lfIndex = chunk.indexOf('\n', searchIndex);
                        continue;
                    }
                    // Multi-line data: concatenate with newline separator per spec.
                    data = dataLines === 0 ? value : `${data}\n${value}`;
                    dataLines++;
                }
                else if (isEventPrefix(chunk, searchIndex, firstCharCode)) {
                    // `event:` line — set the event type for the next dispatch. Per spec,
                    // an empty value resets `event type` to its default (undefined here).
                    // 'event:'.length === 6, 'event: '.length === 7
                    eventType =
                        chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex) || undefined;
                }
                else {
                    // Everything else: `id:`, `retry:`, comment lines (`:` prefix), unknown
                    // fields, or malformed lines. These are rarer and go through the full
                    // per-line parser, which handles the SSE field grammar in detail.
                    parseLine(chunk, searchIndex, lfIndex);
                }
                if (checkForBufferOverflow())
                    return '';
                searchIndex = lfIndex + 1;
                lfIndex = chunk.indexOf('\n', searchIndex);
            }
            return chunk.slice(searchIndex);
        }
        // Slow path: the chunk contains at least one `\r`, so lines may be terminated
        // by `\r`, `\n`, or `\r\n`. We locate the next terminator by looking at both
        // the nearest `\r` and `\n` and picking whichever comes first.
        let crIndex = chunk.indexOf('\r', searchIndex);
        let lfIndex = chunk.indexOf('\n', searchIndex);
        while (searchIndex < chunk.length) {
            let lineEnd = -1;
            if (crIndex !== -1 && lfIndex !== -1) {
                lineEnd = crIndex < lfIndex ? crIndex : lfIndex;
            }
            else if (crIndex !== -1) {
                // A trailing `\r` at the very end of the chunk is ambiguous: it could be
                // a bare-CR terminator, or the first half of a `\r\n` whose `\n` arrives
                // in the next chunk. Defer until we see more input.
                if (crIndex === chunk.length - 1) {
                    lineEnd = -1;
                }
                else {
                    lineEnd = crIndex;
                }
            }
            else if (lfIndex !== -1) {
                lineEnd = lfIndex;
            }
            if (lineEnd === -1) {
                break;
            }
            parseLine(chunk, searchIndex, lineEnd);
            if (checkForBufferOverflow())
                return '';
            searchIndex = lineEnd + 1;
            // If we just consumed a `\r` and the next char is `\n`, skip it so the
            // pair is treated as a single terminator rather than an empty line.
            if (chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF) {
                searchIndex++;
            }
            // Reuse unconsumed matches and failed searches instead of rescanning the suffix.
            if (crIndex !== -1 && crIndex < searchIndex) {
                crIndex = chunk.indexOf('\r', searchIndex);
            }
            if (lfIndex !== -1 && lfIndex < searchIndex) {
                lfIndex = chunk.indexOf('\n', searchIndex);
            }
        }
        return chunk.slice(searchIndex);
    }
    function parseLine(chunk, start, end) {
        if (start === end) {
            dispatchEvent();
            return;
        }
        const firstCharCode = chunk.charCodeAt(start);
        if (isDataPrefix(chunk, start, firstCharCode)) {
            // 'data:'.length === 5, 'data: '.length === 6
            const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5;
            const value = chunk.slice(valueStart, end);
            data = dataLines === 0 ? value : `${data}\n${value}`;
            dataLines++;
            return;
        }
        if (isEventPrefix(chunk, start, firstCharCode)) {
            // 'event:'.length === 6, 'event: '.length === 7
            eventType =
                chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || undefined;
            return;
        }
        // Fast path for "id:" — 'i' = 105, 'd' = 100, ':' = 58
        if (firstCharCode === 105 &&
            chunk.charCodeAt(start + 1) === 100 &&
            chunk.charCodeAt(start + 2) === 58) {
            // 'id:'.length === 3, 'id: '.length === 4
            const value = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
            // If the field value does not contain U+0000 NULL, then set the `ID` buffer to
            // the field value. Otherwise, ignore the field.
            if (!value.includes('\0'))
                id = value;
            return;
        }
        // Comment line — ':' = 58
        if (firstCharCode === 58) {
            if (onComment) {
                const line = chunk.slice(start, end);
                // skip ':' (+1), or ': ' (+2) when a space follows
                onComment(line.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
            }
            return;
        }
        const line = chunk.slice(start, end);
        const fieldSeparatorIndex = line.indexOf(':');
        if (fieldSeparatorIndex === -1) {
            processField(line, '', line);
            return;
        }
        const field = line.slice(0, fieldSeparatorIndex);
        // skip ':' (+1), or ': ' (+2) when a space follows
        const offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
        const value = line.slice(fieldSeparatorIndex + offset);
        processField(field, value, line);
    }
    function processField(field, value, line) {
        // Field names must be compared literally, with no case folding performed.
        switch (field) {
            case 'event':
                // Set the `event type` buffer to field value
                eventType = value || undefined;
                break;
            case 'data':
                data = dataLines === 0 ? value : `${data}\n${value}`;
                dataLines++;
                break;
            case 'id':
                // If the field value does not contain U+0000 NULL, then set the `ID` buffer to
                // the field value. Otherwise, ignore the field.
                if (!value.includes('\0'))
                    id = value;
                break;
            case 'retry':
                // If the field value consists of only ASCII digits, then interpret the field value as an
                // integer in base ten, and set the event stream's reconnection time to that integer.
                // Otherwise, ignore the field.
                if (/^\d+$/.test(value)) {
                    onRetry === null || onRetry === void 0 ? void 0 : onRetry(parseInt(value, 10));
                }
                else {
                    onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
                        type: 'invalid-retry',
                        value,
                        line,
                    }));
                }
                break;
            default:
                // Otherwise, the field is ignored.
                onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}…` : field}"`, { type: 'unknown-field', field, value, line }));
                break;
        }
    }
    function dispatchEvent() {
        if (id !== undefined) {
            onId === null || onId === void 0 ? void 0 : onId(id);
        }
        if (dataLines > 0) {
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({
                id,
                event: eventType,
                data,
            });
        }
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
    }
    function reset(options = {}) {
        if (options.consume && pendingFragments.length > 0) {
            const incompleteLine = pendingFragments.join('');
            parseLine(incompleteLine, 0, incompleteLine.length);
        }
        bomPrefix = '';
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        terminated = false;
        skippingLine = false;
        skipNextLineFeed = false;
    }
    return { feed, reset };
}
/**
 * Checks if `chunk` starts with the literal `data:` at index `i`.
 *
 * Equivalent to `chunk.startsWith('data:', i)`, but benchmarks show this
 * hand-unrolled char-code comparison is ~20% faster on common event types.
 * The caller passes `firstCharCode` (the code at `i`) so it can be reused
 * across prefix checks.
 *
 * ASCII: 'd' = 100, 'a' = 97, 't' = 116, 'a' = 97, ':' = 58
 */
function isDataPrefix(chunk, i, firstCharCode) {
    return (firstCharCode === 100 &&
        chunk.charCodeAt(i + 1) === 97 &&
        chunk.charCodeAt(i + 2) === 116 &&
        chunk.charCodeAt(i + 3) === 97 &&
        chunk.charCodeAt(i + 4) === 58);
}
/**
 * Checks if `chunk` starts with the literal `event:` at index `i`.
 *
 * See {@link isDataPrefix} for why this is hand-unrolled rather than using
 * `String.prototype.startsWith`.
 *
 * ASCII: 'e' = 101, 'v' = 118, 'e' = 101, 'n' = 110, 't' = 116, ':' = 58
 */
function isEventPrefix(chunk, i, firstCharCode) {
    return (firstCharCode === 101 &&
        chunk.charCodeAt(i + 1) === 118 &&
        chunk.charCodeAt(i + 2) === 101 &&
        chunk.charCodeAt(i + 3) === 110 &&
        chunk.charCodeAt(i + 4) === 116 &&
        chunk.charCodeAt(i + 5) === 58);
}
function isPotentialField(line, field) {
    let i = 1;
    while (i < line.length && i < field.length) {
        if (line.charCodeAt(i) !== field.charCodeAt(i)) {
            return false;
        }
        i++;
    }
    return line.length <= field.length || line.charCodeAt(field.length) === 58;
}
//# sourceMappingURL=parse.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9479);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
