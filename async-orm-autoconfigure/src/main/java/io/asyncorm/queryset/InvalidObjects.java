package io.asyncorm.queryset;

import java.util.TreeMap;

import io.asyncorm.model.InvalidObjectException;

/**
 * The invalid ones among the objects of one call, so that all violations are told at
 * once. Used by one thread.
 */
final class InvalidObjects {

	private final TreeMap<Integer, InvalidObjectException> byIndex = new TreeMap<>();

	/**
	 * Adds an object.
	 * @param index its place in the list that was given
	 * @param invalid what is wrong with it
	 */
	void add(int index, InvalidObjectException invalid) {
		this.byIndex.put(index, invalid);
	}

	boolean isEmpty() {
		return this.byIndex.isEmpty();
	}

	/** The place of the first one. */
	int first() {
		return this.byIndex.firstKey();
	}

	/** What is wrong with all of them. */
	InvalidObjectException exception() {
		return InvalidObjectException.ofList(this.byIndex);
	}

}
