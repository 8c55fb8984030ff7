package io.asyncorm.autoconfigure.web;

import io.asyncorm.testdatabase.DatabaseAddress;
import jakarta.servlet.Servlet;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServletHttpHandlerAdapter;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * The web frameworks, each in a server that is reached over HTTP.
 */
enum WebStack {

	MVC {

		@Override
		WebServer start(DatabaseAddress database, String[] properties, Class<?>... components) {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(components);
			context.register(Mvc.class);
			context.setClassLoader(components[0].getClassLoader());
			apply(database, properties, context);
			return new WebServer(context, () -> new DispatcherServlet(context));
		}

	},

	WEBFLUX {

		@Override
		WebServer start(DatabaseAddress database, String[] properties, Class<?>... components) {
			AnnotationConfigReactiveWebApplicationContext context = new AnnotationConfigReactiveWebApplicationContext();
			context.register(components);
			context.register(Flux.class);
			apply(database, properties, context);
			return new WebServer(context, () -> servlet(context));
		}

		private static Servlet servlet(ConfigurableApplicationContext context) {
			context.refresh();
			return new ServletHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context).build());
		}

	};

	abstract WebServer start(DatabaseAddress database, String[] properties, Class<?>... components);

	private static void apply(DatabaseAddress database, String[] properties, ConfigurableApplicationContext context) {
		TestPropertyValues.of(database.toProperties())
			.and("async-orm.schema.action=create", "spring.datasource.hikari.maximum-pool-size=2")
			.and(properties)
			.applyTo(context);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Mvc {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class Flux {

	}

}
