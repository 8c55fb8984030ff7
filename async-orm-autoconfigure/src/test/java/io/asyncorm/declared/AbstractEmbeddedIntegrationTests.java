package io.asyncorm.declared;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.declared.Clients.Address;
import io.asyncorm.declared.Clients.Client;
import io.asyncorm.declared.Clients.ClientRepository;
import io.asyncorm.declared.Clients.Geo;
import io.asyncorm.declared.Clients.Job;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;

/**
 * Clients, who have values of several columns, in a database of each kind.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
abstract class AbstractEmbeddedIntegrationTests {

	static final Address BERLIN = Address.of("Main 1", "Berlin");

	static final Address HAMBURG = new Address("Port 2", "Hamburg", "DE", new Geo(53.5, 10));

	static final Address NOWHERE = Address.of("Hill 3", null);

	final HikariDataSource pool;

	final AsyncOrm orm;

	final ClientRepository clients;

	final Client ann;

	final Client bob;

	final Client cid;

	AbstractEmbeddedIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Client.class, Job.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.clients = this.orm.repository(ClientRepository.class);
		this.ann = await(this.clients.acreate(Client.of("Ann", BERLIN, null)));
		this.bob = await(this.clients.acreate(Client.of("Bob", HAMBURG, BERLIN)));
		this.cid = await(this.clients.acreate(Client.of("Cid", NOWHERE, HAMBURG)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

}
