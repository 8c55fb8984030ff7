package io.asyncorm.resolution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.asyncorm.model.InvalidValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Where a page ended, as a text that a client can send back: which order it is of, and
 * the texts of the values of the last row. Nothing in it is trusted. Immutable.
 *
 * @param order the order that the values are of
 * @param values the texts of the values
 */
record PageToken(String order, List<@Nullable String> values) {

	private static final byte VERSION = 1;

	/** As many characters as a text in an order may reasonably have, and some more. */
	private static final int LONGEST = 16_000;

	/** As a text that may stand in an address. */
	String encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeInt(this.order.hashCode());
			for (String value : this.values) {
				out.writeBoolean(value != null);
				if (value != null) {
					byte[] text = value.getBytes(StandardCharsets.UTF_8);
					out.writeInt(text.length);
					out.write(text);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
		if (token.length() > LONGEST) {
			throw new InvalidDataAccessApiUsageException("The values that a page is ordered by make a token of "
					+ token.length() + " characters, and " + LONGEST + " at most are read: order by shorter ones");
		}
		return token;
	}

	/**
	 * Reads a token.
	 * @param order the order that it must be of
	 * @param count how many values it must have
	 * @throws InvalidValueException if it is no token, or one of another order
	 */
	static PageToken decode(String token, String order, int count) {
		if (token.length() > LONGEST) {
			throw invalid(null);
		}
		List<@Nullable String> values = new ArrayList<>(count);
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(token)))) {
			if (in.readByte() != VERSION) {
				throw invalid(null);
			}
			if (in.readInt() != order.hashCode()) {
				throw new InvalidValueException("The token of a page is of another query or order: begin with the first"
						+ " page, whose token is null");
			}
			for (int i = 0; i < count; i++) {
				values.add(readText(in));
			}
			if (in.read() >= 0) {
				throw invalid(null);
			}
		}
		catch (IllegalArgumentException | IOException ex) {
			throw invalid(ex);
		}
		return new PageToken(order, values);
	}

	private static @Nullable String readText(DataInputStream in) throws IOException {
		int present = in.readUnsignedByte();
		if (present > 1) {
			throw invalid(null);
		}
		if (present == 0) {
			return null;
		}
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw invalid(null);
		}
		byte[] text = in.readNBytes(length);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
		}
		catch (CharacterCodingException ex) {
			throw invalid(ex);
		}
	}

	/** It is not repeated, as nobody knows what it is. */
	static InvalidValueException invalid(@Nullable Exception cause) {
		String message = "The token of a page is none that a page has given: pass on 'next' of the page before as it"
				+ " is, or null for the first page";
		return (cause != null) ? new InvalidValueException(message, cause) : new InvalidValueException(message);
	}

}
