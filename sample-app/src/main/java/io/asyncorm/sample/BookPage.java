package io.asyncorm.sample;

import java.util.List;

/**
 * The first of the books that were asked for, and how many there are.
 */
record BookPage(long count, List<BookView> books) {

}
