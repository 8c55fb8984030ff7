package io.asyncorm.oracle;

/**
 * What a case asks for cannot be said with the public API, or not yet. It counts as
 * failed, whatever the case expects.
 */
@SuppressWarnings("serial")
final class NotExpressible extends RuntimeException {

	NotExpressible(String what) {
		super(what);
	}

}
