package com.example.bookshop;

import java.util.List;

import io.asyncorm.lookup.DatabaseFunction;

/**
 * How similar two texts are, from 0 to 1.
 */
public record Similarity() implements DatabaseFunction {

	@Override
	public String name() {
		return "similarity";
	}

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return Float.class;
	}

}
