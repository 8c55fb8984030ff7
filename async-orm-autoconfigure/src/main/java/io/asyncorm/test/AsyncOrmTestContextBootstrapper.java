package io.asyncorm.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Makes the application contexts of {@link AsyncOrmTest @AsyncOrmTest}.
 */
final class AsyncOrmTestContextBootstrapper extends TestSliceTestContextBootstrapper<AsyncOrmTest> {

}
