package io.asyncorm.transaction;

import java.util.Optional;
import java.util.concurrent.Callable;

import io.asyncorm.async.BlockReads;
import io.asyncorm.async.DispatchedBlock.Cancellation;
import io.asyncorm.async.SharedTransaction;
import io.asyncorm.jdbc.LentTransaction;
import io.asyncorm.jdbc.TransactionFailures;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction of a block whose reads may run beside each other.
 *
 * @param lent the transaction
 * @param moments further ones
 * @param failures note what fails in any of them
 */
record BlockTransaction(LentTransaction lent, SharedMoments moments,
		TransactionFailures failures) implements SharedTransaction {

	/** Tells the reads of a block, on its thread, what happens to the transaction. */
	void listen(BlockReads reads) {
		this.lent.listen(reads::used);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void suspend() {
				reads.suspend(true);
			}

			@Override
			public void resume() {
				reads.suspend(false);
			}

		});
	}

	@Override
	public void lend(Runnable work) {
		this.lent.during(work);
	}

	@Override
	public void takeBack() {
		this.lent.takeBack();
	}

	@Override
	public Optional<String> share() {
		try {
			return this.moments.share();
		}
		catch (RuntimeException ex) {
			this.failures.note(ex);
			throw ex;
		}
	}

	@Override
	public <T> T seeing(String moment, Callable<T> reading, Cancellation cancellation) throws Exception {
		return this.moments.seeing(moment, reading, cancellation);
	}

	@Override
	public @Nullable RuntimeException failure() {
		return this.failures.find();
	}

	@Override
	public void note(RuntimeException failure) {
		this.failures.note(failure);
	}

}
