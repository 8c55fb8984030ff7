package io.asyncorm.expression;

import io.asyncorm.lookup.StandardFunction;

import java.util.Arrays;
import java.util.List;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Functions of text. Positions count from 1.
 *
 * @since 0.1.0
 */
public final class TextFunctions {

	private TextFunctions() {
	}

	/** Converts to lower case. */
	public static <M> Expr<M> lower(Expr<M> text) {
		return Functions.call(StandardFunction.LOWER, text);
	}

	/** Converts to upper case. */
	public static <M> Expr<M> upper(Expr<M> text) {
		return Functions.call(StandardFunction.UPPER, text);
	}

	/** The number of characters. */
	public static <M> Expr<M> length(Expr<M> text) {
		return Functions.call(StandardFunction.LENGTH, text);
	}

	/** Removes spaces at both ends. */
	public static <M> Expr<M> trim(Expr<M> text) {
		return Functions.call(StandardFunction.TRIM, text);
	}

	/** Removes leading spaces. */
	public static <M> Expr<M> ltrim(Expr<M> text) {
		return Functions.call(StandardFunction.LTRIM, text);
	}

	/** Removes trailing spaces. */
	public static <M> Expr<M> rtrim(Expr<M> text) {
		return Functions.call(StandardFunction.RTRIM, text);
	}

	/** Reverses the text. */
	public static <M> Expr<M> reverse(Expr<M> text) {
		return Functions.call(StandardFunction.REVERSE, text);
	}

	/** The code point of the first character. */
	public static <M> Expr<M> ord(Expr<M> text) {
		return Functions.call(StandardFunction.ORD, text);
	}

	/** The character of a code point. */
	public static <M> Expr<M> chr(Expr<M> text) {
		return Functions.call(StandardFunction.CHR, text);
	}

	/** The MD5 hash in hexadecimal digits. */
	public static <M> Expr<M> md5(Expr<M> text) {
		return Functions.call(StandardFunction.MD5, text);
	}

	/** The SHA-1 hash in hexadecimal digits; PostgreSQL needs the extension pgcrypto. */
	public static <M> Expr<M> sha1(Expr<M> text) {
		return Functions.call(StandardFunction.SHA1, text);
	}

	/** The SHA-224 hash in hexadecimal digits. */
	public static <M> Expr<M> sha224(Expr<M> text) {
		return Functions.call(StandardFunction.SHA224, text);
	}

	/** The SHA-256 hash in hexadecimal digits. */
	public static <M> Expr<M> sha256(Expr<M> text) {
		return Functions.call(StandardFunction.SHA256, text);
	}

	/** The SHA-384 hash in hexadecimal digits. */
	public static <M> Expr<M> sha384(Expr<M> text) {
		return Functions.call(StandardFunction.SHA384, text);
	}

	/** The SHA-512 hash in hexadecimal digits. */
	public static <M> Expr<M> sha512(Expr<M> text) {
		return Functions.call(StandardFunction.SHA512, text);
	}

	/** Concatenates texts; nulls count as empty. */
	public static <M> Expr<M> concat(List<Expr<M>> texts) {
		Assert.notNull(texts, "'texts' must not be null");
		if (texts.size() < 2) {
			throw new InvalidDataAccessApiUsageException("concat takes at least two values");
		}
		return new Expr<>(new Expression.Func(StandardFunction.CONCAT, Functions.trees(texts), null));
	}

	/** Concatenates two texts; nulls count as empty. */
	public static <M> Expr<M> concat(Expr<M> text, Expr<M> further) {
		return concat(Arrays.asList(text, further));
	}

	/** The first characters. */
	public static <M> Expr<M> left(Expr<M> text, int length) {
		return left(text, Functions.number("A length", length, 1));
	}

	/** The first characters. */
	public static <M> Expr<M> left(Expr<M> text, Expr<M> length) {
		return Functions.call(StandardFunction.LEFT, text, length);
	}

	/** The last characters. */
	public static <M> Expr<M> right(Expr<M> text, int length) {
		return right(text, Functions.number("A length", length, 1));
	}

	/** The last characters. */
	public static <M> Expr<M> right(Expr<M> text, Expr<M> length) {
		return Functions.call(StandardFunction.RIGHT, text, length);
	}

	/** A substring from a position. */
	public static <M> Expr<M> substr(Expr<M> text, int position) {
		return substr(text, Functions.number("A position", position, 1));
	}

	/** A substring from a position. */
	public static <M> Expr<M> substr(Expr<M> text, Expr<M> position) {
		return Functions.call(StandardFunction.SUBSTR, text, position);
	}

	/** A substring from a position, of a length. */
	public static <M> Expr<M> substr(Expr<M> text, int position, int length) {
		return substr(text, Functions.number("A position", position, 1), Functions.value(length));
	}

	/** A substring from a position, of a length. */
	public static <M> Expr<M> substr(Expr<M> text, Expr<M> position, Expr<M> length) {
		return Functions.call(StandardFunction.SUBSTR, text, position, length);
	}

	/** Padded at its start, or cut, to a length. */
	public static <M> Expr<M> lpad(Expr<M> text, int length, String fill) {
		return lpad(text, Functions.number("A length", length, 0), Functions.value(fill));
	}

	/** Padded at its start, or cut, to a length. */
	public static <M> Expr<M> lpad(Expr<M> text, Expr<M> length, Expr<M> fill) {
		return Functions.call(StandardFunction.LPAD, text, length, fill);
	}

	/** Padded at its end, or cut, to a length. */
	public static <M> Expr<M> rpad(Expr<M> text, int length, String fill) {
		return rpad(text, Functions.number("A length", length, 0), Functions.value(fill));
	}

	/** Padded at its end, or cut, to a length. */
	public static <M> Expr<M> rpad(Expr<M> text, Expr<M> length, Expr<M> fill) {
		return Functions.call(StandardFunction.RPAD, text, length, fill);
	}

	/** Repeats the text. */
	public static <M> Expr<M> repeat(Expr<M> text, int number) {
		return repeat(text, Functions.number("A number of times", number, 0));
	}

	/** Repeats the text. */
	public static <M> Expr<M> repeat(Expr<M> text, Expr<M> number) {
		return Functions.call(StandardFunction.REPEAT, text, number);
	}

	/** Replaces all occurrences of a text. */
	public static <M> Expr<M> replace(Expr<M> text, String part, String replacement) {
		return replace(text, Functions.value(part), Functions.value(replacement));
	}

	/** Replaces all occurrences of a text. */
	public static <M> Expr<M> replace(Expr<M> text, Expr<M> part, Expr<M> replacement) {
		return Functions.call(StandardFunction.REPLACE, text, part, replacement);
	}

	/** The position of a text within another; 0 if there is none. */
	public static <M> Expr<M> strIndex(Expr<M> text, String part) {
		return strIndex(text, Functions.value(part));
	}

	/** The position of a text within another; 0 if there is none. */
	public static <M> Expr<M> strIndex(Expr<M> text, Expr<M> part) {
		return Functions.call(StandardFunction.STR_INDEX, text, part);
	}

}
