package io.asyncorm.autoconfigure.web;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.autoconfigure.web.shop.Maker;
import io.asyncorm.autoconfigure.web.shop.Makers;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request of WebFlux is a caller that reads its own writes, where Reactor carries its
 * context. The replica never shows what was written.
 */
@Timeout(120)
class ReplicaCallersHttpIntegrationTests {

	@Test
	void aRequestReadsWhatItWroteOnAnotherThreadAndOthersDoNot() {
		Hooks.enableAutomaticContextPropagation();
		try (WebServer server = WebStack.WEBFLUX.start(TestDatabase.H2.create(),
				new String[] { "async-orm.replicas.data-source=standby", "async-orm.replicas.reads=all",
						"async-orm.replicas.stickiness=1h" },
				ShopApplication.class, Standby.class, WritingController.class)) {
			assertThat(server.get("/written").body()).isEqualTo("1");

			for (int request = 0; request < 20; request++) {
				assertThat(server.get("/counted").body()).isEqualTo("0");
			}
			assertThat(server.get("/written").body()).isEqualTo("2");
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	/** An empty database with the same tables. */
	@Configuration(proxyBeanMethods = false)
	static class Standby {

		@Bean(defaultCandidate = false)
		DataSource standby() {
			HikariDataSource pool = TestDatabase.H2.create(2);
			AsyncOrm.builder(pool).models(Maker.class).schemaAction(SchemaAction.CREATE).build().close();
			return pool;
		}

	}

	/** Reads on another thread than it writes. */
	@RestController
	static class WritingController {

		private final Makers makers;

		WritingController(Makers makers) {
			this.makers = makers;
		}

		@GetMapping("/written")
		Mono<Long> written() {
			return Mono.fromFuture(() -> this.makers.acreate(kw("name", "Ann")))
				.publishOn(Schedulers.boundedElastic())
				.flatMap((created) -> counted());
		}

		@GetMapping("/counted")
		Mono<Long> counted() {
			return Mono.fromFuture(() -> this.makers.acount());
		}

	}

}
