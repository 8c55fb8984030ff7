package io.asyncorm.testslice.notes;

/** Stored by {@link ColourConverter}. */
public record Colour(int red, int green, int blue) {

	static final Colour BLACK = new Colour(0, 0, 0);

}
