package io.asyncorm.autoconfigure.web;

import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failures in functional endpoints of WebFlux, which have no controller.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionalEndpointsIntegrationTests {

	@Test
	void failuresAreLeftToTheApplicationAndNobodyWarnsOfTheirHandler(CapturedOutput output) {
		try (WebServer server = WebStack.WEBFLUX.start(TestDatabase.H2.create(), new String[0], ShopApplication.class,
				Endpoints.class)) {

			assertThat(server.get("/functional/7").statusCode()).isEqualTo(500);
			assertThat(server.get("/articles/7").statusCode()).isEqualTo(404);
		}

		assertThat(output).contains("'Article.aget' wants one row")
			.doesNotContain("Failure in @ExceptionHandler", " WARN ");
	}

	@Configuration(proxyBeanMethods = false)
	static class Endpoints {

		@Bean
		RouterFunction<ServerResponse> functional(Articles articles) {
			return RouterFunctions.route()
				.GET("/functional/{id}",
						(request) -> Mono.fromFuture(() -> articles.aget(Long.valueOf(request.pathVariable("id"))))
							.flatMap((article) -> ServerResponse.ok().bodyValue(article)))
				.build();
		}

	}

}
