package io.asyncorm.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream into lines of UTF-8 that end with LF or CRLF, and holds one line at a
 * time, so that neither a large file nor a file without line breaks fills the memory. A
 * line that is not text is refused when it is asked for, and the next one can be read.
 * Not safe for use by several threads.
 */
class LineReader implements Closeable {

	/** The longest line, in bytes. */
	static final int LIMIT = 64 * 1024;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final InputStream stream;

	private final byte[] buffer = new byte[LIMIT];

	private final byte[] line = new byte[LIMIT];

	private int next;

	private int end;

	private int length;

	private long number;

	private long bytes;

	LineReader(InputStream stream) {
		this.stream = stream;
	}

	/** Goes to the next line, and returns whether there is one. */
	boolean advance() throws IOException {
		this.length = 0;
		long before = this.bytes;
		for (int read = read(); read != -1 && read != '\n'; read = read()) {
			if (this.length < LIMIT) {
				this.line[this.length] = (byte) read;
			}
			this.length = Math.min(this.length + 1, LIMIT + 1);
		}
		if (this.bytes == before) {
			return false;
		}
		this.number++;
		return true;
	}

	/** The line's number, counted from 1. */
	long number() {
		return this.number;
	}

	/** How many bytes the lines so far have. */
	long bytes() {
		return this.bytes;
	}

	/** The line's text, without its end. */
	String text() throws ImportLineException {
		if (this.length > LIMIT) {
			throw new ImportLineException("longer than " + LIMIT + " bytes");
		}
		int begin = startsWithMark() ? BYTE_ORDER_MARK.length : 0;
		int size = this.length - begin;
		if (size > 0 && this.line[this.length - 1] == '\r') {
			size--;
		}
		String text = decode(ByteBuffer.wrap(this.line, begin, size));
		if (text.indexOf('\0') != -1) {
			throw new ImportLineException("a NUL character, which the database cannot store");
		}
		return text;
	}

	private static String decode(ByteBuffer bytes) throws ImportLineException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			throw new ImportLineException("no valid UTF-8");
		}
	}

	private boolean startsWithMark() {
		return this.number == 1 && this.length >= BYTE_ORDER_MARK.length
				&& Arrays.equals(this.line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
	}

	private int read() throws IOException {
		if (this.next == this.end) {
			this.end = Math.max(0, this.stream.read(this.buffer));
			this.next = 0;
			if (this.end == 0) {
				return -1;
			}
		}
		this.bytes++;
		return this.buffer[this.next++];
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

}
