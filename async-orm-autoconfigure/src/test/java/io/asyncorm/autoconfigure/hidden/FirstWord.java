package io.asyncorm.autoconfigure.hidden;

import java.util.function.Supplier;

final class FirstWord implements Supplier<String> {

	@Override
	public String get() {
		return "first";
	}

}
