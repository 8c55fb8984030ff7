package io.asyncorm.deadlocks;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;

public interface Accounts extends AsyncRepository<Account, Long> {

	@Query("select owner from account where id = :id for share")
	CompletableFuture<String> alistShared(long id);

	@Query("select 1 from pg_sleep(1.5)")
	CompletableFuture<Integer> alistSlow();

	/** Not to be shared with rows that refer to it. */
	@Query("select owner from account where id = :id for update")
	CompletableFuture<String> alistLocked(long id);

	@Query("update account set balance = balance + 1 where id >= :least")
	CompletableFuture<Long> aupdateUp(long least);

	@Query("""
			update account set balance = balance + 1
			from (select id from account where id >= :least order by id desc for update) as locked
			where account.id = locked.id""")
	CompletableFuture<Long> aupdateDown(long least);

}
