package io.asyncorm.autoconfigure.web;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A Tomcat with one servlet, and a client of it.
 */
final class WebServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private final Tomcat tomcat = new Tomcat();

	private final Path directory;

	WebServer(ConfigurableApplicationContext context, Supplier<Servlet> servlet) {
		this.context = context;
		try {
			this.directory = Files.createTempDirectory("tomcat");
			this.tomcat.setBaseDir(this.directory.toString());
			this.tomcat.setPort(0);
			this.tomcat.getConnector();
			Context root = this.tomcat.addContext("", new File(this.directory.toString()).getAbsolutePath());
			Wrapper wrapper = Tomcat.addServlet(root, "dispatcher", servlet.get());
			wrapper.setAsyncSupported(true);
			wrapper.setLoadOnStartup(1);
			root.addServletMappingDecoded("/", "dispatcher");
			addFilters(root);
			if (context.getEnvironment().getProperty("spring.threads.virtual.enabled", Boolean.class, false)) {
				this.tomcat.getConnector()
					.getProtocolHandler()
					.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			}
			this.tomcat.start();
		}
		catch (IOException | LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The filters among the beans, which are there once the servlet is loaded. */
	private void addFilters(Context root) {
		Filter filters = (request, response, chain) -> {
			FilterChain next = chain;
			for (Filter filter : this.context.getBeanProvider(Filter.class)) {
				FilterChain inner = next;
				next = (filtered, answered) -> filter.doFilter(filtered, answered, inner);
			}
			next.doFilter(request, response);
		};
		FilterDef definition = new FilterDef();
		definition.setFilterName("filters");
		definition.setFilter(filters);
		definition.setAsyncSupported("true");
		root.addFilterDef(definition);
		FilterMap map = new FilterMap();
		map.setFilterName("filters");
		map.addURLPatternDecoded("/*");
		Stream.of(DispatcherType.values()).map(Enum::name).forEach(map::setDispatcher);
		root.addFilterMap(map);
	}

	/** Begins to get an answer. */
	CompletableFuture<HttpResponse<String>> begin(String path) {
		return this.client.sendAsync(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.tomcat.getConnector().getLocalPort() + path);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, "");
	}

	HttpResponse<String> send(String method, String path, String body) {
		try {
			return this.client.send(HttpRequest.newBuilder(uri(path))
				.header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.client.close();
			this.tomcat.stop();
			this.tomcat.destroy();
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException | LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.context.close();
		}
	}

}
