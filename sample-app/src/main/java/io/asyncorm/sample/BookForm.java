package io.asyncorm.sample;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A book as clients send it. A text that is left out is empty, which the models refuse.
 *
 * @param author the author's name
 * @param tags the names of the tags, none if they are left out
 */
record BookForm(@Nullable String title, @Nullable String author, int year, @Nullable String language, int pages,
		@Nullable List<String> tags) {

	@Override
	public String title() {
		return Objects.requireNonNullElse(this.title, "");
	}

	@Override
	public String author() {
		return Objects.requireNonNullElse(this.author, "");
	}

	@Override
	public String language() {
		return Objects.requireNonNullElse(this.language, "");
	}

	@Override
	public List<String> tags() {
		return Objects.requireNonNullElse(this.tags, List.of());
	}

}
