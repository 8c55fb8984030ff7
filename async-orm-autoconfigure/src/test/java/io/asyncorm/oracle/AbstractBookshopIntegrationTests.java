package io.asyncorm.oracle;

import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * The bookshop in each database, which is filled once for all tests of a class: they only
 * read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractBookshopIntegrationTests {

	@Parameter
	TestDatabase kind;

	OracleDatabase database;

	@BeforeParameterizedClassInvocation
	void fillTheBookshop() {
		this.database = new OracleDatabase(this.kind);
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.database.close();
	}

	<M> QuerySet<M> all(Class<M> model) {
		return this.database.querySets().of(model);
	}

}
