package io.asyncorm.jdbc;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds what is kept with the calling thread's transaction: a synchronization of a type,
 * which Spring suspends, resumes and ends with it.
 *
 * @since 0.1.0
 */
public final class Synchronizations {

	private Synchronizations() {
	}

	private static <S extends TransactionSynchronization> @Nullable S find(Class<S> type, Predicate<? super S> own) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			for (TransactionSynchronization candidate : TransactionSynchronizationManager.getSynchronizations()) {
				if (type.isInstance(candidate) && own.test(type.cast(candidate))) {
					return type.cast(candidate);
				}
			}
		}
		return null;
	}

	/**
	 * Returns the one that is registered, or registers one.
	 * @param own whether it belongs to who asks
	 * @throws IllegalStateException if the thread holds no transaction that has
	 * synchronizations
	 */
	public static <S extends TransactionSynchronization> S findOrRegister(Class<S> type, Predicate<? super S> own,
			Supplier<S> created) {
		S present = find(type, own);
		if (present != null) {
			return present;
		}
		S registered = created.get();
		TransactionSynchronizationManager.registerSynchronization(registered);
		return registered;
	}

}
