package io.asyncorm.transaction;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whether the calling thread is in a block that may call other services, see
 * {@link TransactionOptions#allowForeignIo()}.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class AllowedForeignIo {

	private static final Object KEY = AllowedForeignIo.class;

	private AllowedForeignIo() {
	}

	/** Whether it is. */
	public static boolean isGiven() {
		return TransactionSynchronizationManager.hasResource(KEY);
	}

	/** Runs a block that may, and all that it calls. */
	static <T extends @Nullable Object> T during(Callable<T> block) throws Exception {
		if (isGiven()) {
			return block.call();
		}
		TransactionSynchronizationManager.bindResource(KEY, Boolean.TRUE);
		try {
			return block.call();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(KEY);
		}
	}

}
