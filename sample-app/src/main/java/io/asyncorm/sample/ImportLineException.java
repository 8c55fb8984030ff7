package io.asyncorm.sample;

/**
 * What is wrong with a line of an imported file, as it is told to who wrote it.
 */
@SuppressWarnings("serial")
class ImportLineException extends Exception {

	ImportLineException(String message) {
		super(message);
	}

}
