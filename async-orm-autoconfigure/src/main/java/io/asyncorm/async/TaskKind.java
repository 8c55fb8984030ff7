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

	/** Work of any kind that leaves lanes to others. */
	BACKGROUND;

	/** This, or {@link #BACKGROUND} if a call says so. */
	TaskKind of(CallOptions options) {
		return options.background() ? BACKGROUND : this;
	}

}
