package io.asyncorm.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An author with the books, and what readers think of them.
 */
record AuthorPage(Summary author, List<Line> books) {

	record Summary(String name, long bookCount, long reviewCount) {

	}

	record Line(Long id, String title, int year, long reviewCount, @Nullable Double averageStars) {

	}

}
