package io.asyncorm.replicas;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.Replica;
import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.replicas.Entries.Journals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A standby whose transactions are serializable unless they say something else. */
@Timeout(180)
class SerializableStandbyIntegrationTests extends AbstractJournalTests {

	@Test
	void isRefusedAtTheStartUnlessItsPoolSaysSomethingElse() {
		this.orm = builder().schemaAction(SchemaAction.CREATE).build();
		JdbcClient.create(this.primary).sql("""
				do $$ begin execute format('alter database %I set default_transaction_isolation = serializable',
					current_database()); end $$
				""").update();
		cluster.awaitReplayed();

		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> builder().replica(Replica.of("replica", this.standby)).build())
			.withMessageStartingWith("'replica' cannot be replica: Its transactions are serializable by default")
			.withMessageEndingWith("transaction-isolation=TRANSACTION_REPEATABLE_READ.");

		HikariConfig config = new HikariConfig();
		this.standby.copyStateTo(config);
		config.setPoolName(null);
		config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
		this.standby.close();
		this.standby = new HikariDataSource(config);
		this.orm.close();
		this.orm = builder().replica(Replica.of("replica", this.standby)).build();
		assertThat(await(this.orm.repository(Journals.class).acount())).isZero();
	}

}
