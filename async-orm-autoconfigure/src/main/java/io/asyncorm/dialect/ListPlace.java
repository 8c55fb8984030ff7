package io.asyncorm.dialect;

/**
 * The place of many values in the text of a statement that binds each on its own: the
 * text in between depends on their number, and is put there before the statement is sent.
 * Immutable.
 *
 * @param parameter the number of the parameter, counted from 0
 * @param at where it stands in the text
 * @param open what comes before the values
 * @param value a question mark, with what stands around it
 * @param close what comes behind the values
 * @param none what stands there instead if there are no values
 * @param text what stands there instead if there are too many values: they are bound as
 * the text of an array then
 * @param set whether values may come twice
 * @since 0.1.0
 */
public record ListPlace(int parameter, int at, String open, String value, String close, String none, String text,
		boolean set) {

	/** More are bound as one text: a statement has 65,535 parameters at most. */
	static final int MOST = 10_000;

	/**
	 * How many parameters there are for a number of values: of a set more, up to a power
	 * of two, so that there are not as many statements as numbers of values. The last
	 * value stands for those that are missing.
	 */
	public int parameters(int values) {
		if (values > MOST) {
			return 1;
		}
		return (this.set && values > 0) ? Math.min(MOST, Integer.highestOneBit(2 * values - 1)) : values;
	}

	/** Whether a number of values is bound as the text of an array. */
	public boolean isText(int values) {
		return values > MOST;
	}

	void write(StringBuilder out, int values) {
		if (isText(values)) {
			out.append(this.text);
		}
		else if (values == 0) {
			out.append(this.none);
		}
		else {
			out.append(this.open).append(this.value);
			out.repeat(", " + this.value, parameters(values) - 1).append(this.close);
		}
	}

	ListPlace moved(int parameters, int characters) {
		return new ListPlace(this.parameter + parameters, this.at + characters, this.open, this.value, this.close,
				this.none, this.text, this.set);
	}

}
