package io.asyncorm.testslice.tenants;

import io.asyncorm.Tenant;
import io.asyncorm.test.AsyncOrmTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link AsyncOrmTest @AsyncOrmTest} has the components of an application by
 * which its repositories mean what they mean there.
 */
@AsyncOrmTest
class AsyncOrmTestComponentsIntegrationTests {

	@Autowired
	private Visits visits;

	@BeforeEach
	void enter() {
		CurrentShop.ID.set(7L);
		Guide.NAME.set("Ann");
	}

	@AfterEach
	void leave() {
		CurrentShop.ID.remove();
		Guide.NAME.remove();
	}

	@Test
	void theTenantIsTheOneOfTheApplication() {
		Visit visit = await(this.visits.acreate(kw("page", "home")));

		assertThat(visit.shop()).isEqualTo(7L);
		assertThat(await(this.visits.all().acount())).isOne();
		assertThat(Tenant.<Long, RuntimeException>as(8L, () -> await(this.visits.all().acount()))).isZero();
	}

	@Test
	void whoIsActingGoesWithCallbacksAsInTheApplication() {
		Visit second = await(this.visits.acreate(kw("page", "home"))
			.thenCompose((first) -> this.visits.acreate(kw("page", first.page() + " again"))));

		assertThat(second.guide()).isEqualTo("Ann");
	}

}
