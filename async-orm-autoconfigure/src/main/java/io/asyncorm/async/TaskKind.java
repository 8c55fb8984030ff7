package io.asyncorm.async;

import io.asyncorm.plan.CallOptions;

/**
 * What kind of work a task is, as far as the number of permits depends on it.
 */
enum TaskKind {

	/** It ends by itself. */
	OPERATION,

	/** Code of the user, which may wait for operations. */
	BLOCK,

	/** As a block, and for as long as the user reads. */
	READING,

	/** An operation that leaves lanes to others. */
	BACKGROUND,

	/** Code of the user that does, and that leaves them to operations as well. */
	BACKGROUND_CODE;

	/** This, or what it is in the background if a call says so. */
	TaskKind of(CallOptions options) {
		if (!options.background()) {
			return this;
		}
		return (this == OPERATION) ? BACKGROUND : BACKGROUND_CODE;
	}

	/** Whether it leaves lanes to what is not in the background. */
	boolean isBackground() {
		return this == BACKGROUND || this == BACKGROUND_CODE;
	}

}
