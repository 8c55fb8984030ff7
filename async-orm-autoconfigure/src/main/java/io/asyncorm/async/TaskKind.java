package io.asyncorm.async;

/**
 * What kind of work a task is, as far as the number of permits depends on it.
 */
enum TaskKind {

	/** It ends by itself. */
	OPERATION,

	/** Code of the user, which may wait for operations. */
	BLOCK,

	/** As a block, and for as long as the user reads. */
	READING

}
